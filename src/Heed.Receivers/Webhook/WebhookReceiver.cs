using Heed.Alerting.Notifications;
using Heed.Receivers.Http;

namespace Heed.Receivers.Webhook;

/// <summary>Posts <see cref="WebhookPayload"/>; any 2xx is a receipt.</summary>
public sealed class WebhookReceiver(WebhookOptions options, HttpSender sender) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        HttpCall call = new(options.Url, options.Http, WebhookPayload.Write(notification), options.Timeout);
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
