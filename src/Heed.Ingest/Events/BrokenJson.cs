using System.Globalization;
using System.Text.Json;

namespace Heed.Ingest.Events;

/// <summary>Says where JSON breaks, in words that do not depend on the runtime's.</summary>
internal static class BrokenJson
{
    public static EventRefusal Refusal(ReadOnlySpan<byte> json, JsonException error)
    {
        int offset = Offset(json, error);
        if (DepthAt(json, offset) >= EventLimits.MaxDepth)
        {
            string limit = Invariant($"nested deeper than {EventLimits.MaxDepth} levels at byte offset {offset}");
            return new EventRefusal(RefusalReason.TooDeep, limit);
        }

        if (offset >= json.Length)
        {
            string where = DepthAt(json, json.Length) > 0 ? "inside an object or array" : "before a value";
            return new EventRefusal(RefusalReason.BrokenJson, Invariant($"broken JSON: the text ends {where}, after {json.Length} bytes"));
        }

        string found = json[offset] is > 32 and < 127 ? $"'{(char)json[offset]}'" : Invariant($"byte 0x{json[offset]:x2}");
        return new EventRefusal(RefusalReason.BrokenJson, Invariant($"broken JSON at byte offset {offset}: {found} cannot stand here"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The exception counts lines and bytes in the line, both from zero.</summary>
    private static int Offset(ReadOnlySpan<byte> json, JsonException error)
    {
        int start = 0;
        for (long line = error.LineNumber ?? 0; line > 0; line--)
        {
            int end = json[start..].IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }

        return (int)Math.Min(json.Length, start + (error.BytePositionInLine ?? 0));
    }

    private static int DepthAt(ReadOnlySpan<byte> json, int end)
    {
        int depth = 0;
        bool inText = false;
        for (int i = 0; i < end; i++)
        {
            byte b = json[i];
            if (b == '"') inText = !inText;
            else if (inText && b == '\\') i++;
            else if (!inText && b is (byte)'{' or (byte)'[') depth++;
            else if (!inText && b is (byte)'}' or (byte)']') depth--;
        }

        return depth;
    }
}
