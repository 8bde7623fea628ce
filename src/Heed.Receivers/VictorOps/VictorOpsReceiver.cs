using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.VictorOps;

/// <summary>Posts <see cref="VictorOpsPayload"/> to the address that ends with the key and the route.</summary>
public sealed class VictorOpsReceiver(VictorOpsOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.ApiKey.TryReveal(out string key, out string error)) return new ReceiverResult.Retry(error, null);
        string route = templates.WriteWord("victorops routing_key", options.RoutingKey, notification, "").Trim();
        Credential url = Credential.FromText($"{options.ApiUrl.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(key)}/{Uri.EscapeDataString(route)}");
        byte[] body = VictorOpsPayload.Write(notification, options, templates);
        HttpCall call = new(url, options.Http, body, options.Timeout) { Hidden = [key] };
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
