using Heed.Alerting.Notifications;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Upstream;

/// <summary>Posts <see cref="UpstreamPayload"/>.</summary>
public sealed class UpstreamReceiver(UpstreamOptions options, HttpSender sender) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.Url.TryReveal(out string url, out string error)) return new ReceiverResult.Retry(error, null);
        Credential address = Credential.FromText(url.TrimEnd('/') + "/api/v2/alerts");
        byte[] body = UpstreamPayload.Write(notification, options);
        return (await sender.SendAsync(new HttpCall(address, options.Http, body, options.Timeout), cancellation)).Result;
    }
}
