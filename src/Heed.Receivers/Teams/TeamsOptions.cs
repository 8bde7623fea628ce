using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Teams;

/// <summary>An entry of <c>msteamsv2_configs</c>: a workflow that posts what it is sent. All texts are templates.</summary>
public sealed record TeamsOptions(
    IntegrationId Id, bool SendResolved, Credential WebhookUrl, HttpOptions Http, TimeSpan? Timeout, IReadOnlyDictionary<string, string> Texts)
    : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
