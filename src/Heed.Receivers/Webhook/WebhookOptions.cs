using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Webhook;

/// <summary>An entry of <c>webhook_configs</c>.</summary>
public sealed record WebhookOptions(IntegrationId Id, bool SendResolved, int MaxAlerts, Credential Url, HttpOptions Http, TimeSpan? Timeout)
    : IntegrationOptions(Id, SendResolved, MaxAlerts);
