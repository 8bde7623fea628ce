using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers;

/// <summary>A kind of receiver: reads its part of the configuration and makes receivers from it.</summary>
public interface IReceiverKind : IIntegrationKind
{
    /// <param name="options">What this kind's reader has read.</param>
    /// <param name="surroundings">What receivers share.</param>
    IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings);

    /// <summary>What a receiver of these options would send, for people to read; secrets are left out.</summary>
    string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates);
}
