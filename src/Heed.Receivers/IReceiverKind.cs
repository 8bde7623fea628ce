using Heed.Alerting.Configuration;

namespace Heed.Receivers;

/// <summary>A kind of receiver: reads its part of the configuration and makes receivers from it.</summary>
public interface IReceiverKind : IIntegrationKind
{
    /// <param name="options">What this kind's reader has read.</param>
    /// <param name="surroundings">What receivers share.</param>
    IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings);
}
