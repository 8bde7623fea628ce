using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Sns;

/// <summary>Posts <see cref="SnsPayload"/>, signed.</summary>
public sealed class SnsReceiver(SnsOptions options, HttpSender sender, NoticeTemplates templates, TimeProvider clock) : IReceiver
{
    private const string Service = "sns";

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        AwsIdentity identity = options.Identity;
        string session = "";
        if (!identity.SecretKey.TryReveal(out string key, out string error) || identity.SessionToken?.TryReveal(out session, out error) == false)
        {
            return new ReceiverResult.Retry(error, null);
        }

        byte[] body = SnsPayload.Write(notification, options, templates);
        Dictionary<string, string> headers = new() { ["content-type"] = FormBody.ContentType, ["x-amz-date"] = AwsSignature.Date(clock.GetUtcNow()) };
        if (session.Length > 0) headers["x-amz-security-token"] = session;
        string authorization = AwsSignature.Authorization(options.ApiUrl, headers, body, identity.Region, Service, identity.AccessKey, key);
        HttpCall call = new(Credential.FromText(options.ApiUrl.AbsoluteUri), options.Http, body, options.Timeout)
        {
            ContentType = FormBody.ContentType,
            Authorization = authorization,
            Headers = [.. headers.Where(h => h.Key != "content-type")],
            Hidden = session.Length > 0 ? [key, session] : [key],
        };
        return (await sender.SendAsync(call, cancellation)).Result;
    }
}
