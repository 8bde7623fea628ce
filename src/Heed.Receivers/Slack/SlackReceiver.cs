using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Slack;

/// <summary>
/// Posts <see cref="SlackPayload"/>. With <c>update_message</c> a group has one message from its first firing alert to its last: it is
/// changed rather than followed by another one.
/// </summary>
public sealed class SlackReceiver(SlackOptions options, HttpSender sender, NoticeTemplates templates, IReceiverMemory memory) : IReceiver
{
    private const string UpdateMethod = "chat.update";

    /// <summary>Why a message cannot be changed any more: a new one is posted then.</summary>
    private static readonly string[] Gone = ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"];

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        string token = "";
        if (options.AppToken is not null && !options.AppToken.TryReveal(out token, out string error))
        {
            return new ReceiverResult.Retry(error, null);
        }

        string key = $"slack {notification.Receiver} {options.Id} {notification.GroupKey}";
        bool isPage = notification.OnCall.Length > 0 && notification.Status == NotificationStatus.Firing;

        // A message that changes wakes nobody: a page is always a message of its own.
        SlackMessageId? posted = options.UpdatesMessage && !isPage ? SlackMessageId.Parse(memory.Recall(key)) : null;
        SlackAnswer answer = await SendAsync(notification, token, posted, cancellation);
        if (posted is not null && Gone.Contains(answer.Error)) answer = await SendAsync(notification, token, null, cancellation);
        if (options.UpdatesMessage && answer.Result is ReceiverResult.Delivered)
        {
            bool isOver = notification.Status == NotificationStatus.Resolved;
            memory.Keep(key, isOver ? null : (answer.Message ?? posted)?.ToString());
        }

        return answer.Result;
    }

    private async Task<SlackAnswer> SendAsync(
        Notification notification, string token, SlackMessageId? posted, CancellationToken cancellation)
    {
        byte[] body = SlackPayload.Write(notification, options, templates, posted);
        Credential url = posted is null ? options.ApiUrl : UpdateUrl();
        HttpCall call = new(url, options.Http, body, options.Timeout)
        {
            Authorization = token.Length > 0 ? "Bearer " + token : "",
            ContentType = token.Length > 0 ? "application/json; charset=utf-8" : "application/json",
            Hidden = [token],
        };
        return SlackAnswer.Read(await sender.SendAsync(call, cancellation));
    }

    /// <summary>The method beside the one that posts.</summary>
    private Credential UpdateUrl() => Credential.FromText(new Uri(new Uri(options.ApiUrl.Reveal()), UpdateMethod).AbsoluteUri);
}
