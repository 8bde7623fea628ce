using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Mattermost;

/// <summary>An entry of <c>mattermost_configs</c>: an incoming webhook. All texts are templates.</summary>
/// <param name="Fields">Name, text and width of each; the texts are templates.</param>
public sealed record MattermostOptions(
    IntegrationId Id,
    bool SendResolved,
    Credential WebhookUrl,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<(string Title, string Value, bool IsShort)> Fields) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
