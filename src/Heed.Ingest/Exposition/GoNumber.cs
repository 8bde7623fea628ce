using System.Globalization;

namespace Heed.Ingest.Exposition;

/// <summary>Numbers as Go's <c>strconv.FormatFloat(v, 'g', -1, 64)</c> writes them: the fewest digits that read back the same.</summary>
internal static class GoNumber
{
    private const int LeastPlainExponent = -4;
    private const int LeastScientificExponent = 6;

    public static string Shortest(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        if (value == 0) return double.IsNegative(value) ? "-0" : "0";
        (string digits, int exponent) = Split(Math.Abs(value));
        return (value < 0 ? "-" : "") + (exponent is < LeastPlainExponent or >= LeastScientificExponent
            ? Scientific(digits, exponent)
            : Plain(digits, exponent));
    }

    /// <summary>As OpenMetrics wants bounds of buckets: <c>1.0</c>, not <c>1</c>.</summary>
    public static string OpenMetrics(double value)
    {
        string text = Shortest(value);
        return double.IsFinite(value) && text.AsSpan().IndexOfAny('e', '.') < 0 ? text + ".0" : text;
    }

    private static string Scientific(string digits, int exponent)
    {
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0) return $"0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The digits without zeros at either end, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Split(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent - zeros);
    }
}
