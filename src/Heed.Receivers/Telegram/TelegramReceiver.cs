using System.Net;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Telegram;

/// <summary>
/// Posts <see cref="TelegramPayload"/>. Where Telegram cannot read the message's mark-up, which a template may have broken, the message
/// is sent once more as plain text: no notice is lost for it.
/// </summary>
public sealed class TelegramReceiver(TelegramOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.BotToken.TryReveal(out string token, out string error) || !options.ChatId.TryReveal(out string chat, out error))
        {
            return new ReceiverResult.Retry(error, null);
        }

        if (!TelegramPayload.TryReadChat(chat, out long chatId))
        {
            return new ReceiverResult.Rejected("expected chat_id to be a number other than 0");
        }

        HttpAnswer answer = await SendAsync(notification, token, chatId, asPlainText: false, cancellation);
        bool unreadable =
            answer.Status == (int)HttpStatusCode.BadRequest && answer.Body.Contains("can't parse entities", StringComparison.Ordinal);
        return unreadable && options.ParseMode.Length > 0
            ? (await SendAsync(notification, token, chatId, asPlainText: true, cancellation)).Result
            : answer.Result;
    }

    private Task<HttpAnswer> SendAsync(
        Notification notification, string token, long chatId, bool asPlainText, CancellationToken cancellation)
    {
        byte[] body = TelegramPayload.Write(notification, options, templates, chatId, asPlainText);
        Credential url = Credential.FromText($"{options.ApiUrl.AbsoluteUri.TrimEnd('/')}/bot{token}/sendMessage");
        return sender.SendAsync(new HttpCall(url, options.Http, body, options.Timeout) { Hidden = [token] }, cancellation);
    }
}
