using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Webex;

/// <summary>Posts <see cref="WebexPayload"/>.</summary>
public sealed class WebexReceiver(WebexOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = WebexPayload.Write(notification, options, templates);
        Credential url = Credential.FromText(options.ApiUrl.AbsoluteUri);
        return (await sender.SendAsync(new HttpCall(url, options.Http, body, options.Timeout), cancellation)).Result;
    }
}
