using System.Text.Json;

using Heed.Receivers.Http;

namespace Heed.Receivers.Slack;

/// <summary>What Slack says: it may refuse with status 200 and say so in the body.</summary>
/// <param name="Result">What it means for the notice.</param>
/// <param name="Error">Slack's word; empty for none.</param>
/// <param name="Message">What the message is called from now on; null where Slack does not say.</param>
internal sealed record SlackAnswer(ReceiverResult Result, string Error, SlackMessageId? Message)
{
    private const int ShownCharacters = 200;

    /// <summary>Slack's own troubles, which pass.</summary>
    private static readonly string[] Passing =
        ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    public static SlackAnswer Read(HttpAnswer answer)
    {
        if (answer.Result is not ReceiverResult.Delivered || !answer.Body.StartsWith('{')) return new SlackAnswer(answer.Result, "", null);
        try
        {
            using JsonDocument body = JsonDocument.Parse(answer.Body);
            bool refused = body.RootElement.TryGetProperty("ok", out JsonElement ok) && ok.ValueKind == JsonValueKind.False;
            return refused ? Refused(Text(body.RootElement, "error"), answer.Body) : Accepted(answer.Result, body.RootElement);
        }
        catch (JsonException)
        {
            // A webhook answers in plain words.
            return new SlackAnswer(answer.Result, "", null);
        }
    }

    private static SlackAnswer Accepted(ReceiverResult result, JsonElement body)
    {
        string channel = Text(body, "channel");
        string time = Text(body, "ts");
        return new SlackAnswer(result, "", channel.Length > 0 && time.Length > 0 ? new SlackMessageId(channel, time) : null);
    }

    private static SlackAnswer Refused(string error, string body)
    {
        string reason = $"Slack refused the message: {ShortText.Cut(body, ShownCharacters)}";
        ReceiverResult result = Passing.Contains(error) ? new ReceiverResult.Retry(reason, null) : new ReceiverResult.Rejected(reason);
        return new SlackAnswer(result, error, null);
    }

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
