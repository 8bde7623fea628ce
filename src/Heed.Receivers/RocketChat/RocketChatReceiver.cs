using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.RocketChat;

/// <summary>Posts <see cref="RocketChatPayload"/>. An answer of 200 may still say that the message was refused.</summary>
public sealed class RocketChatReceiver(RocketChatOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    private const string Path = "/api/v1/chat.postMessage";

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!options.Token.TryReveal(out string token, out string error) || !options.TokenId.TryReveal(out string id, out error))
        {
            return new ReceiverResult.Retry(error, null);
        }

        byte[] body = RocketChatPayload.Write(notification, options, templates);
        Credential url = Credential.FromText(options.ApiUrl.AbsoluteUri.TrimEnd('/') + Path);
        HttpAnswer answer = await sender.SendAsync(
            new HttpCall(url, options.Http, body, options.Timeout) { Headers = [new("X-Auth-Token", token), new("X-User-Id", id)], Hidden = [token] },
            cancellation);
        return answer.Result is ReceiverResult.Delivered && IsRefusal(answer.Body, out string reason)
            ? new ReceiverResult.Rejected($"Rocket.Chat refused the message: {reason}")
            : answer.Result;
    }

    private static bool IsRefusal(string body, out string reason)
    {
        reason = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("success", out JsonElement success)) return false;
            reason = root.TryGetProperty("error", out JsonElement error) ? ShortText.Cut(error.ToString(), 200) : "without a reason";
            return success.ValueKind == JsonValueKind.False;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
