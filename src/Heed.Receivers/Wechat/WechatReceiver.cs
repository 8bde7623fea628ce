using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Wechat;

/// <summary>
/// Posts <see cref="WechatPayload"/> with a token that is fetched for the secret and kept until it ends. WeChat answers 200 whatever
/// happens; the answer says what did.
/// </summary>
public sealed class WechatReceiver(WechatOptions options, HttpSender sender, NoticeTemplates templates, TimeProvider clock) : IReceiver
{
    private const int Fine = 0;
    private const int Busy = -1;
    private const int TooManyCalls = 45009;

    /// <summary>The token is wrong, or has ended: another one may do.</summary>
    private static readonly int[] TokenErrors = [40014, 42001];

    /// <summary>A token is not used for as long as it lasts, so that it does not end on its way.</summary>
    private const double UsedShare = 0.9;

    private volatile WechatToken? _token;

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.ApiSecret.TryReveal(out string secret, out string error)) return new ReceiverResult.Retry(error, null);
        byte[] body = WechatPayload.Write(notification, options, templates);
        WechatToken? known = _token;
        if (known is null || known.EndsAt <= clock.GetUtcNow())
        {
            HttpAnswer granted = await CallAsync(HttpMethod.Get, TokenPath(secret), [], [secret], cancellation);
            if (granted.Result is not ReceiverResult.Delivered) return granted.Result;
            known = ReadToken(granted.Body);
            if (known is null) return Judge(granted.Body);
            _token = known;
        }

        string path = "/message/send?access_token=" + Uri.EscapeDataString(known.Text);
        HttpAnswer sent = await CallAsync(HttpMethod.Post, path, body, [secret, known.Text], cancellation);
        return sent.Result is ReceiverResult.Delivered ? Judge(sent.Body) : sent.Result;
    }

    private string TokenPath(string secret) =>
        $"/gettoken?corpid={Uri.EscapeDataString(options.CorporationId)}&corpsecret={Uri.EscapeDataString(secret)}";

    private Task<HttpAnswer> CallAsync(HttpMethod method, string path, byte[] body, string[] hidden, CancellationToken cancellation)
    {
        Credential url = Credential.FromText(options.ApiUrl.AbsoluteUri.TrimEnd('/') + path);
        return sender.SendAsync(new HttpCall(url, options.Http, body, options.Timeout) { Method = method, Hidden = hidden }, cancellation);
    }

    private ReceiverResult Judge(string body)
    {
        (int code, string message) = ReadCode(body);
        if (code == Fine) return new ReceiverResult.Delivered("0 ok");
        string reason = FormattableString.Invariant($"WeChat answered {code}: {ShortText.Cut(message, 200)}");
        if (TokenErrors.Contains(code)) _token = null;
        return TokenErrors.Contains(code) || code is Busy or TooManyCalls
            ? new ReceiverResult.Retry(reason, null)
            : new ReceiverResult.Rejected(reason);
    }

    private WechatToken? ReadToken(string body)
    {
        if (!TryParse(body, out JsonElement root) || !root.TryGetProperty("access_token", out JsonElement token)) return null;
        if (token.ValueKind != JsonValueKind.String || token.GetString() is not { Length: > 0 } text) return null;
        bool says = root.TryGetProperty("expires_in", out JsonElement seconds) && seconds.ValueKind == JsonValueKind.Number;
        return new WechatToken(text, clock.GetUtcNow() + TimeSpan.FromSeconds(says ? seconds.GetDouble() * UsedShare : 0));
    }

    private static (int Code, string Message) ReadCode(string body)
    {
        if (!TryParse(body, out JsonElement root) || !root.TryGetProperty("errcode", out JsonElement code)) return (Busy, "no answer of WeChat");
        bool says = root.TryGetProperty("errmsg", out JsonElement message);
        return (code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number) ? number : Busy, says ? message.ToString() : "");
    }

    private static bool TryParse(string body, out JsonElement root)
    {
        root = default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
