using System.Globalization;

namespace Heed.Rules.Templates;

/// <summary>Numbers as Go's <c>%.4g</c> writes them: four significant digits, no trailing zeros.</summary>
internal static class GoNumber
{
    private const int Digits = 4;

    public static string Format(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        if (value == 0) return double.IsNegative(value) ? "-0" : "0";
        string scientific = value.ToString("E3", CultureInfo.InvariantCulture);
        int e = scientific.IndexOf('E');
        int exponent = int.Parse(scientific.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = scientific[0] == '-' ? "-" : "";
        string digits = (scientific[sign.Length..(sign.Length + 1)] + scientific[(sign.Length + 2)..e]).TrimEnd('0');
        return sign + (exponent is < -4 or >= Digits ? Scientific(digits, exponent) : Fixed(digits, exponent));
    }

    private static string Scientific(string digits, int exponent)
    {
        string mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Fixed(string digits, int exponent)
    {
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1) return digits + new string('0', exponent + 1 - digits.Length);
        return $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
