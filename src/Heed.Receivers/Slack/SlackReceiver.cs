using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.Slack;

/// <summary>Posts <see cref="SlackPayload"/>. Slack may refuse with status 200 and say so in the body.</summary>
public sealed class SlackReceiver(SlackOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = SlackPayload.Write(notification, options, templates);
        HttpAnswer answer = await sender.SendAsync(new HttpCall(options.ApiUrl, options.Http, body, options.Timeout), cancellation);
        bool refused = answer.Result is ReceiverResult.Delivered
            && answer.Body.Replace(" ", "", StringComparison.Ordinal).Contains("\"ok\":false", StringComparison.Ordinal);
        return refused ? new ReceiverResult.Rejected($"Slack refused the message: {ShortText.Cut(answer.Body, 200)}") : answer.Result;
    }
}
