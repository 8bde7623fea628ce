using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Slack;

/// <summary>An entry of <c>slack_configs</c>: an incoming webhook, or a bot with a token. All texts are templates.</summary>
/// <param name="Texts">The attachment's and message's texts by Slack's own names, as <c>title_link</c>.</param>
/// <param name="ApiUrl">The webhook, or the method of Slack's API that posts a message.</param>
/// <param name="AppToken">The bot's; null for a webhook.</param>
/// <param name="UpdatesMessage">Whether a group has one message that changes with it; only bots can change messages.</param>
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
    IReadOnlyList<string> MarkdownIn,
    Credential? AppToken,
    bool UpdatesMessage) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>Changing a message notifies nobody.</summary>
    public override bool UpdatesQuietly => UpdatesMessage;
}
