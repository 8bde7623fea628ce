using System.Globalization;
using System.Text;

using Heed.Templates.Execution;

namespace Heed.Templates.Formatting;

/// <summary>Prints one value by one verb.</summary>
internal static class VerbPrinter
{
    public static string Write(FormatSpec spec, char verb, object? value)
    {
        value = GoValue.Normalize(value);
        if (verb == 'T') return spec.Pad(value is null ? "<nil>" : GoValue.TypeName(value));
        return value switch
        {
            null => verb == 'v' ? spec.Pad("<nil>") : $"%!{verb}(<nil>)",
            bool truth => verb is 'v' or 't' ? spec.Pad(truth ? "true" : "false") : Bad(verb, value),
            long number => Integer(spec, verb, number) ?? Bad(verb, value),
            double number => Float(spec, verb, number) ?? Bad(verb, value),
            string text => Text(spec, verb, text) ?? Bad(verb, value),
            TimeSpan duration =>
                Text(spec, verb, GoTime.Print(duration)) ?? Integer(spec, verb, TimeMembers.Nanoseconds(duration)) ?? Bad(verb, value),
            DateTimeOffset time => Text(spec, verb, GoTime.Print(time)) ?? Bad(verb, value),
            IReadOnlyList<object?> list when value is not ITemplateObject => List(spec, verb, list),
            _ when value is not ITemplateObject && GoMap.TryView(value, out GoMap map) => Map(spec, verb, map),
            _ => Text(spec, verb, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "") ?? Bad(verb, value),
        };
    }

    /// <summary>How Go shows that a verb does not fit a value.</summary>
    public static string Bad(string verb, object? value) =>
        value is null ? $"%!{verb}(<nil>)" : $"%!{verb}({GoValue.TypeName(value)}={Write(default, 'v', value)})";

    private static string Bad(char verb, object? value) => Bad(verb.ToString(), value);

    private static string List(FormatSpec spec, char verb, IReadOnlyList<object?> list)
    {
        StringBuilder text = new("[");
        for (int i = 0; i < list.Count; i++) text.Append(i > 0 ? " " : "").Append(Write(spec, verb, list[i]));
        return text.Append(']').ToString();
    }

    private static string Map(FormatSpec spec, char verb, GoMap map)
    {
        StringBuilder text = new("map[");
        foreach (string key in map.Keys)
        {
            map.TryGet(key, out object? value);
            if (text.Length > 4) text.Append(' ');
            text.Append(Write(spec, verb, key)).Append(':').Append(Write(spec, verb, value));
        }

        return text.Append(']').ToString();
    }

    private static string? Text(FormatSpec spec, char verb, string text)
    {
        if (verb is 'x' or 'X') return spec.Pad(Hexadecimal(spec, verb, text));
        if (verb is not ('v' or 's' or 'q')) return null;
        if (spec.Precision is { } most) text = Cut(text, most);
        if (verb == 'q' && spec.Sharp && !text.AsSpan().ContainsAny('`', '\n', '\r')) return spec.Pad($"`{text}`");
        bool quoted = verb == 'q' || (verb == 'v' && spec.Sharp);
        return spec.Pad(quoted ? GoQuote.Quote(text, spec.Plus && verb == 'q') : text);
    }

    private static string Cut(string text, int most)
    {
        int at = 0;
        for (; most > 0 && at < text.Length; most--) at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        return text[..at];
    }

    private static string Hexadecimal(FormatSpec spec, char verb, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (spec.Precision < utf8.Length) utf8 = utf8[..spec.Precision.Value];
        string prefix = spec.Sharp && utf8.Length > 0 ? "0" + verb : "";
        string separator = spec.Space ? " " + (spec.Sharp ? prefix : "") : "";
        return prefix + string.Join(separator, utf8.Select(b => b.ToString(verb == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture)));
    }

    private static string? Integer(FormatSpec spec, char verb, long value)
    {
        string? digits = verb switch
        {
            'v' or 'd' => InBase(value, 10),
            'b' => InBase(value, 2),
            'o' or 'O' => InBase(value, 8),
            'x' => InBase(value, 16),
            'X' => InBase(value, 16).ToUpperInvariant(),
            _ => null,
        };
        if (digits is not null) return Signed(spec, verb, value, digits);
        return verb switch
        {
            'c' => spec.Pad(GoQuote.ToRune(value).ToString()),
            'q' => spec.Pad(GoQuote.QuoteCharacter(value, spec.Plus)),
            'U' => spec.Pad(Unicode(spec, value)),
            _ => null,
        };
    }

    private static string Signed(FormatSpec spec, char verb, long value, string digits)
    {
        if (spec.Precision == 0 && value == 0) digits = "";
        digits = digits.PadLeft(spec.Precision ?? 0, '0');
        string prefix = verb switch
        {
            'O' => "0o",
            'b' when spec.Sharp => "0b",
            'o' when spec.Sharp && !digits.StartsWith('0') => "0",
            'x' or 'X' when spec.Sharp => "0" + verb,
            _ => "",
        };
        string sign = value < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        if (spec.Precision is not null) return spec.Pad(sign + prefix + digits);
        // Go counts zeros up to the width before it writes the prefix in front of them.
        int zeros = spec is { Zero: true, Minus: false, Width: { } width } ? width - sign.Length : 0;
        return spec.Pad(sign + prefix + digits.PadLeft(zeros > 0 ? zeros : 0, '0'));
    }

    private static string InBase(long value, int radix)
    {
        UInt128 rest = (UInt128)Int128.Abs(value);
        if (radix == 10) return rest.ToString(CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[64];
        int at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)(rest % (uint)radix)];
            rest /= (uint)radix;
        }
        while (rest > 0);
        return digits[at..].ToString();
    }

    private static string Unicode(FormatSpec spec, long value)
    {
        string code = "U+" + InBase(value, 16).ToUpperInvariant().PadLeft(Math.Max(4, spec.Precision ?? 0), '0');
        return spec.Sharp && GoQuote.IsPrintable(GoQuote.ToRune(value)) ? $"{code} '{GoQuote.ToRune(value)}'" : code;
    }

    private static string? Float(FormatSpec spec, char verb, double value)
    {
        string? text = verb switch
        {
            'v' => GoFloat.Format(value, 'g', spec.Precision ?? -1),
            'g' or 'G' => GoFloat.Format(value, verb, spec.Precision ?? -1),
            'e' or 'E' or 'f' or 'F' => GoFloat.Format(value, verb == 'F' ? 'f' : verb, spec.Precision ?? 6),
            'x' or 'X' when spec.Precision is null => GoFloat.Hexadecimal(value, verb == 'X'),
            _ => null,
        };
        if (text is null) return null;
        string sign = spec.Plus ? "+" : spec.Space ? " " : "";
        if (double.IsNaN(value)) return spec.Pad(sign + text);
        if (double.IsInfinity(value)) return spec.Pad(value > 0 && spec.Space && !spec.Plus ? " Inf" : text);
        return spec.PadNumber(double.IsNegative(value) ? text : sign + text);
    }
}
