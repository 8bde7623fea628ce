using System.Globalization;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Query.Execution;

/// <summary>Labels in error messages: braces around all of them, the metric name included.</summary>
internal static class GoLabels
{
    private const char FirstByte = '\uDC80';
    private const char LastByte = '\uDCFF';

    public static string Print(LabelSet labels)
    {
        StringBuilder text = new("{");
        foreach (Label label in labels.Labels)
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(Identifiers.IsLabelName(label.Name) ? label.Name : Quote(label.Name)).Append('=').Append(Quote(label.Value));
        }

        return text.Append('}').ToString();
    }

    /// <summary>Bytes that are no UTF-8 come as lone surrogates and are written as <c>\xff</c>.</summary>
    public static string Quote(string text)
    {
        string quoted = Quoting.Quote(text);
        StringBuilder escaped = new(quoted.Length);
        foreach (char c in quoted)
        {
            if (char.IsLowSurrogate(c) && c is >= FirstByte and <= LastByte) escaped.Append(
                CultureInfo.InvariantCulture, $"\\x{c - 0xDC00:x2}");
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Any valid Unicode but the empty text.</summary>
    public static bool IsLabelName(string name)
    {
        if (name.Length == 0) return false;
        ReadOnlySpan<char> rest = name;
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune _, out int taken) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[taken..];
        }

        return true;
    }
}
