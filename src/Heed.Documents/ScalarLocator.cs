using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Documents;

/// <summary>
/// Finds where a character of a scalar's value stands in the file. It walks value and source side by side: quoting, escapes,
/// indentation and folded lines are what may differ between them.
/// </summary>
internal static class ScalarLocator
{
    /// <param name="source">The whole file.</param>
    /// <param name="scalar">A node of it.</param>
    /// <param name="offset">Into the scalar's value; its length means the place behind its last character.</param>
    public static DocumentPosition Locate(string source, YamlScalarNode scalar, int offset)
    {
        string value = scalar.Value ?? "";
        int target = Math.Clamp(offset, 0, value.Length);
        int at = Walk(source, Begin(source, scalar), value, target, scalar.Style);
        int lineStart = source.LastIndexOf('\n', Math.Max(at - 1, 0), Math.Max(at, 0)) + 1;
        return new DocumentPosition(1 + source.AsSpan(0, at).Count('\n'), at - lineStart + 1);
    }

    /// <summary>Behind tags, anchors, the opening quote, or the header of a block.</summary>
    private static int Begin(string source, YamlScalarNode scalar)
    {
        int at = Math.Clamp((int)scalar.Start.Index, 0, source.Length);
        while (at < source.Length && source[at] is '!' or '&')
        {
            while (at < source.Length && !char.IsWhiteSpace(source[at])) at++;
            at = EndOfSpace(source, at);
        }

        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) return Math.Min(at + 1, source.Length);
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded)) return at;
        int header = source.IndexOf('\n', at);
        return header < 0 ? source.Length : BeginOfBlock(source, header, scalar.Value ?? "");
    }

    /// <summary>The first line of a block may be indented deeper than the block: those spaces belong to the value.</summary>
    private static int BeginOfBlock(string source, int header, string value)
    {
        int end = EndOfSpace(source, header);
        int leading = value.Length - value.TrimStart(' ').Length;
        return value.StartsWith('\n') ? header : Math.Max(end - leading, header);
    }

    private static int Walk(string source, int at, string value, int target, ScalarStyle style)
    {
        int i = 0;
        while (i < target && at < source.Length)
        {
            if (style == ScalarStyle.DoubleQuoted && source[at] == '\\')
            {
                i += SkipEscape(source, ref at);
                continue;
            }

            int spaceEnd = EndOfSpace(source, at);
            if (source.AsSpan(at, spaceEnd - at).Contains('\n') && char.IsWhiteSpace(value[i]))
            {
                int valueEnd = EndOfSpace(value, i);
                if (target < valueEnd) return InsideBreak(at, spaceEnd, valueEnd - target, source);
                (i, at) = (valueEnd, spaceEnd);
                continue;
            }

            at += style == ScalarStyle.SingleQuoted && source[at] == '\'' ? 2 : 1;
            i++;
        }

        return Math.Min(at, source.Length);
    }

    /// <summary>Between two lines, only the spaces of deeper indentation have a place of their own.</summary>
    private static int InsideBreak(int start, int end, int remaining, string source)
    {
        int lineStart = source.LastIndexOf('\n', end - 1) + 1;
        return end - remaining >= lineStart ? end - remaining : start;
    }

    /// <summary>Moves behind an escape and returns how many characters of the value it stands for.</summary>
    private static int SkipEscape(string source, ref int at)
    {
        char kind = at + 1 < source.Length ? source[at + 1] : '\\';
        if (kind is '\n' or '\r')
        {
            at = EndOfSpace(source, at + 1);
            return 0;
        }

        int digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        bool pair = kind == 'U' && at + 10 <= source.Length && source.AsSpan(at + 2, 8).ContainsAnyExcept('0')
            && Convert.ToInt64(source.Substring(at + 2, 8), 16) > 0xFFFF;
        at = Math.Min(at + 2 + digits, source.Length);
        return pair ? 2 : 1;
    }

    private static int EndOfSpace(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        return at;
    }
}
