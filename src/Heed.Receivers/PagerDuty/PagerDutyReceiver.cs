using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.PagerDuty;

/// <summary>
/// Posts <see cref="PagerDutyPayload"/>; PagerDuty answers 202. Changes go beside the address of alerts, to <c>change/enqueue</c>.
/// </summary>
public sealed class PagerDutyReceiver(PagerDutyOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    private readonly Credential _url = Credential.FromText(
        options.Api == PagerDutyApi.Changes ? new Uri(options.Url, "change/enqueue").AbsoluteUri : options.Url.AbsoluteUri);

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.RoutingKey.TryReveal(out string routingKey, out string error)) return new ReceiverResult.Retry(error, null);
        byte[] body = PagerDutyPayload.Write(notification, options, templates, routingKey);
        HttpCall call = new(_url, options.Http, body, options.Timeout) { Hidden = [routingKey] };
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
