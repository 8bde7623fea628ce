using Heed.Alerting.Notifications;
using Heed.Receivers.Http;

namespace Heed.Receivers.IncidentIo;

/// <summary>Posts <see cref="IncidentIoPayload"/>; incident.io answers 202.</summary>
public sealed class IncidentIoReceiver(IncidentIoOptions options, HttpSender sender) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        string token = "";
        if (options.Token?.TryReveal(out token, out string error) == false) return new ReceiverResult.Retry(error, null);
        HttpCall call = new(options.Url, options.Http, IncidentIoPayload.Write(notification), options.Timeout)
        {
            Authorization = token.Length > 0 ? $"Bearer {token}" : "",
            Hidden = token.Length > 0 ? [token] : [],
        };
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
