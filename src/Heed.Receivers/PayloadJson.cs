using System.Text.Encodings.Web;
using System.Text.Json;

namespace Heed.Receivers;

/// <summary>How payloads are written: UTF-8, readable by people, the same bytes for the same content.</summary>
internal static class PayloadJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(object payload) => JsonSerializer.SerializeToUtf8Bytes(payload, Options);

    /// <summary>Adds a member unless its text is empty.</summary>
    public static void AddText(this OrderedDictionary<string, object?> target, string name, string text)
    {
        if (text.Length > 0) target[name] = text;
    }
}
