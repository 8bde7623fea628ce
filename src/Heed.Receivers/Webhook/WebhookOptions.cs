using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;

namespace Heed.Receivers.Webhook;

/// <summary>An entry of <c>webhook_configs</c>.</summary>
public sealed record WebhookOptions(IntegrationId Id, bool SendResolved, int MaxAlerts, Secret Url, HttpOptions Http, TimeSpan? Timeout)
    : IntegrationOptions(Id, SendResolved, MaxAlerts);
