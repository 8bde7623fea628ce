using System.Net;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Opsgenie;

/// <summary>Opens, changes and closes the alert whose alias is the group's; Opsgenie answers 202 and does its work later.</summary>
public sealed class OpsgenieReceiver(OpsgenieOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    private const string ByAlias = "?identifierType=alias";

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.ApiKey.TryReveal(out string key, out string error)) return new ReceiverResult.Retry(error, null);
        string alias = GroupAlias.Of(notification.GroupKey);
        if (notification.Status == NotificationStatus.Resolved)
        {
            byte[] close = OpsgeniePayload.WriteClose(notification, options, templates);
            HttpAnswer closed = await CallAsync(HttpMethod.Post, $"/{alias}/close{ByAlias}", close, key, cancellation);

            // An alert that a person has deleted is as closed as can be.
            return closed.Status == (int)HttpStatusCode.NotFound ? new ReceiverResult.Delivered("404, gone already") : closed.Result;
        }

        byte[] open = OpsgeniePayload.WriteOpen(notification, options, templates);
        ReceiverResult result = (await CallAsync(HttpMethod.Post, "", open, key, cancellation)).Result;
        foreach (string part in options.UpdatesAlerts ? (string[])["message", "description"] : [])
        {
            if (result is not ReceiverResult.Delivered) return result;
            byte[] update = OpsgeniePayload.WriteUpdate(notification, options, templates, part);
            result = (await CallAsync(HttpMethod.Put, $"/{alias}/{part}{ByAlias}", update, key, cancellation)).Result;
        }

        return result;
    }

    private Task<HttpAnswer> CallAsync(HttpMethod method, string path, byte[] body, string key, CancellationToken cancellation)
    {
        Credential url = Credential.FromText(options.ApiUrl.AbsoluteUri.TrimEnd('/') + "/v2/alerts" + path);
        HttpCall call =
            new(url, options.Http, body, options.Timeout) { Method = method, Authorization = $"GenieKey {key}", Hidden = [key] };
        return sender.SendAsync(call, cancellation);
    }
}
