using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Telegram;

/// <summary>An entry of <c>telegram_configs</c>.</summary>
/// <param name="ApiUrl">Without the path, which holds the bot's token.</param>
/// <param name="ChatId">A number, kept as written; it may stand in a file.</param>
/// <param name="ThreadId">The topic of a group; zero for none.</param>
/// <param name="Message">A template.</param>
/// <param name="ParseMode"><c>HTML</c>, <c>Markdown</c>, <c>MarkdownV2</c>, or empty for plain text.</param>
/// <param name="IsSilent">Whether phones stay silent.</param>
public sealed record TelegramOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential BotToken,
    Credential ChatId,
    long ThreadId,
    string Message,
    string ParseMode,
    bool IsSilent,
    HttpOptions Http,
    TimeSpan? Timeout) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
