using System.Text;
using System.Text.Json;

namespace Heed.Receivers.Slack;

/// <summary>Somebody pressed Heed's button.</summary>
/// <param name="UserId">As <c>U123</c>.</param>
/// <param name="UserName">May be empty.</param>
/// <param name="Value">What the button carries: the token of an acknowledgement.</param>
public sealed record SlackPress(string UserId, string UserName, string Value)
{
    /// <summary>The name of the button.</summary>
    public const string ButtonName = "heed_acknowledge";

    /// <summary>The body of Slack's request, a form with JSON in <c>payload</c>; null for any other button or body.</summary>
    public static SlackPress? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            string? payload = Encoding.UTF8.GetString(body).Split('&').FirstOrDefault(p => p.StartsWith("payload=", StringComparison.Ordinal));
            if (payload is null) return null;
            using JsonDocument document = JsonDocument.Parse(Uri.UnescapeDataString(payload["payload=".Length..].Replace('+', ' ')));
            JsonElement root = document.RootElement;
            JsonElement action = root.GetProperty("actions").EnumerateArray().FirstOrDefault(IsOurs);
            if (action.ValueKind != JsonValueKind.Object) return null;
            JsonElement user = root.GetProperty("user");
            return new SlackPress(Text(user, "id"), Text(user, "name") is { Length: > 0 } name ? name : Text(user, "username"), Text(action, "value"));
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Attachments call it a name, blocks an action's id.</summary>
    private static bool IsOurs(JsonElement action) => Text(action, "name") == ButtonName || Text(action, "action_id") == ButtonName;

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
