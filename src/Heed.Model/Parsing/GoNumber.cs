using System.Globalization;
using System.Text;

namespace Heed.Model.Parsing;

/// <summary>Floating-point numbers as Go's <c>strconv</c> writes them: the shortest text that reads back as the same number.</summary>
public static class GoNumber
{
    /// <summary>Long enough for any result of <see cref="Format"/>.</summary>
    public const int MaxLength = 330;

    private const double LargestPlain = 1e21;

    /// <summary>Below it the library writes no exponent, and whole numbers have all their digits.</summary>
    private const double LargestWhole = 1e15;

    /// <summary>Never with an exponent: <c>100000000000000000000</c>. As label values are written.</summary>
    public static string FormatPlain(double value)
    {
        Span<char> text = stackalloc char[MaxLength];
        return text[..Format(value, text)].ToString();
    }

    /// <summary>With an exponent below 1e-4 and from 1e21 on: <c>1e+21</c>, <c>1e-05</c>.</summary>
    public static string FormatShort(double value)
    {
        double size = Math.Abs(value);
        return !double.IsFinite(value) || size == 0 || (size >= 1e-4 && size < LargestPlain) ? FormatPlain(value) : FormatExponent(value);
    }

    /// <summary>With an exponent below 1e-4 and from 1e6 on, as in Prometheus' text formats: <c>1e+06</c>.</summary>
    public static string FormatExposition(double value)
    {
        double size = Math.Abs(value);
        return !double.IsFinite(value) || size == 0 || size is >= 1e-4 and < 1e6 ? FormatPlain(value) : FormatExponent(value);
    }

    /// <summary>The same with a fraction where there is neither one nor an exponent: <c>1.0</c>. As OpenMetrics writes the bounds of buckets.</summary>
    public static string FormatBound(double value)
    {
        string text = FormatExposition(value);
        return double.IsFinite(value) && text.AsSpan().IndexOfAny('e', '.') < 0 ? text + ".0" : text;
    }

    /// <summary>Writes a number as the HTTP API does, with an exponent below 1e-6 and from 1e21 on; returns the length.</summary>
    /// <param name="target">At least <see cref="MaxLength"/> characters.</param>
    public static int FormatJson(double value, Span<char> target)
    {
        double size = Math.Abs(value);
        bool plain = !double.IsFinite(value) || size == 0 || (size >= 1e-6 && size < LargestPlain);
        return plain ? Format(value, target) : Copy(FormatExponent(value), target);
    }

    /// <summary>The same as UTF-8. Numbers that need no exponent on the way, nearly all, allocate nothing.</summary>
    /// <param name="target">At least <see cref="MaxLength"/> bytes.</param>
    public static int FormatJson(double value, Span<byte> target)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < LargestWhole && (value != 0 || !double.IsNegative(value)))
        {
            ((long)value).TryFormat(target, out int digits, default, CultureInfo.InvariantCulture);
            return digits;
        }

        double size = Math.Abs(value);
        if (size is >= 1e-4 and < LargestWhole)
        {
            value.TryFormat(target, out int length, "R", CultureInfo.InvariantCulture);
            return length;
        }

        Span<char> text = stackalloc char[MaxLength];
        return Encoding.UTF8.GetBytes(text[..FormatJson(value, text)], target);
    }

    private static string FormatExponent(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        (string digits, int exponent) = Split(shortest);
        string mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
        string sign = value < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>Writes the plain form and returns its length.</summary>
    /// <param name="target">At least <see cref="MaxLength"/> characters.</param>
    public static int Format(double value, Span<char> target)
    {
        if (double.IsNaN(value)) return Copy("NaN", target);
        if (double.IsInfinity(value)) return Copy(value > 0 ? "+Inf" : "-Inf", target);
        Span<char> shortest = stackalloc char[32];
        value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> text = shortest[..length];
        int mark = text.IndexOf('E');
        if (mark < 0) return Copy(text, target);
        int exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Expand(text[..mark], exponent, target);
    }

    /// <summary>Writes <c>d.ddd × 10^exponent</c> without an exponent.</summary>
    private static int Expand(ReadOnlySpan<char> mantissa, int exponent, Span<char> target)
    {
        int at = 0;
        if (mantissa[0] == '-')
        {
            target[at++] = '-';
            mantissa = mantissa[1..];
        }

        int point = mantissa.IndexOf('.');
        int whole = (point < 0 ? mantissa.Length : point) + exponent;
        if (whole <= 0)
        {
            target[at++] = '0';
            target[at++] = '.';
            for (int zeros = whole; zeros < 0; zeros++) target[at++] = '0';
        }

        int written = 0;
        foreach (char digit in mantissa)
        {
            if (digit == '.') continue;
            if (written == whole && whole > 0) target[at++] = '.';
            target[at++] = digit;
            written++;
        }

        for (; written < whole; written++) target[at++] = '0';
        return at;
    }

    /// <summary>The digits without a sign, a point or outer zeros, and the exponent of the first one.</summary>
    private static (string Digits, int Exponent) Split(string shortest)
    {
        string text = shortest.TrimStart('-');
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = mark < 0 ? text : text[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        return (digits, exponent + whole - 1 - leading);
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
