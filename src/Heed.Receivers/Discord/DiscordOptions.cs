using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Discord;

/// <summary>An entry of <c>discord_configs</c>. All texts are templates.</summary>
public sealed record DiscordOptions(
    IntegrationId Id, bool SendResolved, Credential WebhookUrl, HttpOptions Http, TimeSpan? Timeout, IReadOnlyDictionary<string, string> Texts)
    : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
