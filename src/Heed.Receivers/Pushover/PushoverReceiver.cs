using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Pushover;

/// <summary>Posts <see cref="PushoverPayload"/>; the keys go in the body, where no log of a proxy keeps them.</summary>
public sealed class PushoverReceiver(PushoverOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.UserKey.TryReveal(out string user, out string error) || !options.Token.TryReveal(out string token, out error))
        {
            return new ReceiverResult.Retry(error, null);
        }

        byte[] body = PushoverPayload.Write(notification, options, templates, user, token);
        HttpCall call = new(Credential.FromText(options.ApiUrl.AbsoluteUri), options.Http, body, options.Timeout)
        {
            ContentType = FormBody.ContentType,
            Hidden = [user, token],
        };
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
