using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Slack;

/// <summary>An entry of <c>slack_configs</c>: an incoming webhook. All texts are templates.</summary>
/// <param name="Texts">The attachment's and message's texts by Slack's own names, as <c>title_link</c>.</param>
public sealed record SlackOptions(
    IntegrationId Id,
    bool SendResolved,
    Credential ApiUrl,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<SlackField> Fields,
    bool ShortFields,
    IReadOnlyList<SlackAction> Actions,
    bool LinkNames,
    IReadOnlyList<string> MarkdownIn) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
