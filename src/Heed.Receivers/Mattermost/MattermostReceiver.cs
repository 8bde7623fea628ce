using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.Mattermost;

/// <summary>Posts <see cref="MattermostPayload"/>.</summary>
public sealed class MattermostReceiver(MattermostOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = MattermostPayload.Write(notification, options, templates);
        return (await sender.SendAsync(new HttpCall(options.WebhookUrl, options.Http, body, options.Timeout), cancellation)).Result;
    }
}
