using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.TeamsConnector;

/// <summary>An entry of <c>msteams_configs</c>. All texts are templates.</summary>
public sealed record TeamsConnectorOptions(
    IntegrationId Id, bool SendResolved, Credential WebhookUrl, HttpOptions Http, TimeSpan? Timeout, IReadOnlyDictionary<string, string> Texts)
    : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
