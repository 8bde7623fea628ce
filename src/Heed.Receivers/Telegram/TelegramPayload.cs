using System.Globalization;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Telegram;

/// <summary>The body of <c>sendMessage</c>.</summary>
public static class TelegramPayload
{
    /// <summary>In characters: Telegram refuses longer messages.</summary>
    public const int MaxMessage = 4096;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    /// <param name="chatId">A number.</param>
    /// <param name="asPlainText">Writes the message without its mark-up: what Telegram takes where it refused the marked one.</param>
    public static byte[] Write(Notification notification, TelegramOptions options, NoticeTemplates templates, long chatId, bool asPlainText)
    {
        bool html = options.ParseMode == TelegramKind.Html && !asPlainText;
        string text = html
            ? templates.WriteHtml("telegram message", options.Message, notification, TelegramKind.DefaultMessage)
            : templates.Write("telegram message", options.Message, notification, TelegramKind.DefaultMessage);
        bool isCut = text.Trim().Length > MaxMessage;
        if (isCut && html) text = templates.Write("telegram message", options.Message, notification, TelegramKind.DefaultMessage);
        OrderedDictionary<string, object?> message = new() { ["chat_id"] = chatId, ["text"] = ShortText.Cut(text.Trim(), MaxMessage) };

        // A cut may fall into a tag or an entity: a message that was cut is sent as plain text.
        if (options.ParseMode.Length > 0 && !isCut && !asPlainText) message["parse_mode"] = options.ParseMode;
        if (options.ThreadId != 0) message["message_thread_id"] = options.ThreadId;
        message["disable_web_page_preview"] = true;
        message["disable_notification"] = options.IsSilent;
        return PayloadJson.Write(message);
    }

    /// <summary>False for a text that is no chat's number.</summary>
    public static bool TryReadChat(string text, out long chatId) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out chatId) && chatId != 0;
}
