using System.Text;

using Heed.Templates.Execution;

namespace Heed.Templates.Formatting;

/// <summary>Prints values as Go's <c>fmt</c> does.</summary>
internal static class GoPrinter
{
    /// <summary>Wider fields and longer precisions are refused in the output, as Go refuses them.</summary>
    private const int MaxWidth = 1_000_000;

    public static string Print(object? value) => VerbPrinter.Write(default, 'v', value);

    /// <summary>One after another, with a space between two that are both no texts.</summary>
    public static string Print(object?[] values)
    {
        StringBuilder text = new();
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] is not string && values[i - 1] is not string) text.Append(' ');
            text.Append(Print(values[i]));
        }

        return text.ToString();
    }

    public static string PrintLine(object?[] values) => string.Join(' ', values.Select(Print)) + "\n";

    /// <summary>The values by a format. Mismatches do not fail: they show in the output, as <c>%!d(string=x)</c>.</summary>
    public static string Format(string format, ReadOnlySpan<object?> values)
    {
        StringBuilder text = new();
        int next = 0;
        int at = 0;
        while (at < format.Length)
        {
            int percent = format.IndexOf('%', at);
            text.Append(format, at, (percent < 0 ? format.Length : percent) - at);
            if (percent < 0) break;
            at = percent + 1;
            FormatSpec spec = ReadSpec(format, ref at, values, ref next, text);
            if (at >= format.Length)
            {
                text.Append("%!(NOVERB)");
                break;
            }

            string verb = Rune.TryGetRuneAt(format, at, out Rune rune) ? rune.ToString() : format[at].ToString();
            at += verb.Length;
            if (verb == "%") text.Append('%');
            else if (next >= values.Length) text.Append("%!").Append(verb).Append("(MISSING)");
            else text.Append(verb.Length == 1 ? VerbPrinter.Write(spec, verb[0], values[next++]) : VerbPrinter.Bad(verb, values[next++]));
        }

        AppendExtra(text, values[Math.Min(next, values.Length)..]);
        return text.ToString();
    }

    private static FormatSpec ReadSpec(string format, ref int at, ReadOnlySpan<object?> values, ref int next, StringBuilder text)
    {
        FormatSpec spec = default;
        for (; at < format.Length && format[at] is '-' or '+' or '#' or ' ' or '0'; at++)
        {
            spec = format[at] switch
            {
                '-' => spec with { Minus = true },
                '+' => spec with { Plus = true },
                '#' => spec with { Sharp = true },
                ' ' => spec with { Space = true },
                _ => spec with { Zero = true },
            };
        }

        int? width = ReadCount(format, ref at, values, ref next, text, "%!(BADWIDTH)");
        if (width < 0) spec = spec with { Minus = true };
        spec = spec with { Width = width is null ? null : Math.Abs(width.Value) };
        if (at >= format.Length || format[at] != '.') return spec;
        at++;
        int? precision = ReadCount(format, ref at, values, ref next, text, "%!(BADPREC)") ?? 0;
        return spec with { Precision = precision < 0 ? null : precision };
    }

    /// <summary>Digits, or a star that takes the next value.</summary>
    private static int? ReadCount(string format, ref int at, ReadOnlySpan<object?> values, ref int next, StringBuilder text, string bad)
    {
        if (at < format.Length && format[at] == '*')
        {
            at++;
            if (next < values.Length && values[next++] is long and >= -MaxWidth and <= MaxWidth and long given) return (int)given;
            text.Append(bad);
            return null;
        }

        int start = at;
        int count = 0;
        for (; at < format.Length && char.IsAsciiDigit(format[at]); at++) count = Math.Min((count * 10) + (format[at] - '0'), MaxWidth + 1);
        if (count > MaxWidth) text.Append(bad);
        return at == start || count > MaxWidth ? null : count;
    }

    private static void AppendExtra(StringBuilder text, ReadOnlySpan<object?> extra)
    {
        if (extra.Length == 0) return;
        text.Append("%!(EXTRA ");
        for (int i = 0; i < extra.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(extra[i] is null ? "<nil>" : $"{GoValue.TypeName(extra[i])}={Print(extra[i])}");
        }

        text.Append(')');
    }
}
