using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.Webhook;

/// <summary>Posts <see cref="WebhookPayload"/>, or what is configured in its place; any 2xx is a receipt.</summary>
public sealed class WebhookReceiver(WebhookOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = WebhookPayload.Write(notification, options, templates);
        HttpCall call = new(options.Url, options.Http, body, options.Timeout);
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
