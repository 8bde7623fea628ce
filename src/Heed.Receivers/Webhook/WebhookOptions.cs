using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Webhook;

/// <summary>An entry of <c>webhook_configs</c>.</summary>
/// <param name="Payload">What is sent in place of Alertmanager's payload; null for that.</param>
public sealed record WebhookOptions(
    IntegrationId Id, bool SendResolved, int MaxAlerts, Credential Url, HttpOptions Http, TimeSpan? Timeout, PayloadTemplate? Payload)
    : IntegrationOptions(Id, SendResolved, MaxAlerts);
