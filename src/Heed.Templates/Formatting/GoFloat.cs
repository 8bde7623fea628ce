using System.Globalization;
using System.Text;

namespace Heed.Templates.Formatting;

/// <summary>Writes floating-point numbers as Go does.</summary>
internal static class GoFloat
{
    /// <summary>The precision by which the shortest form decides whether it takes an exponent.</summary>
    private const int ShortestLimit = 6;

    /// <param name="value">Any double.</param>
    /// <param name="verb">One of <c>e E f F g G</c>.</param>
    /// <param name="precision">Digits after the point, for g all digits; negative for as many as tell the number apart.</param>
    public static string Format(double value, char verb, int precision)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        string sign = double.IsNegative(value) ? "-" : "";
        double size = Math.Abs(value);
        bool shortest = precision < 0;
        DecimalDigits digits = shortest ? DecimalDigits.Shortest(size) : DecimalDigits.Exact(size);
        switch (char.ToLowerInvariant(verb))
        {
            case 'e':
                if (!shortest) digits = digits.Round(precision + 1);
                return sign + Exponential(digits, shortest ? Math.Max(digits.Text.Length - 1, 0) : precision, verb);
            case 'f':
                if (!shortest) digits = digits.Round(digits.Point + precision);
                return sign + Fixed(digits, shortest ? Math.Max(digits.Text.Length - digits.Point, 0) : precision);
            default: return sign + General(digits, precision, verb);
        }
    }

    /// <summary>Hexadecimal with a binary exponent: <c>-0x1.8p+01</c>.</summary>
    public static string Hexadecimal(double value, bool upper)
    {
        if (!double.IsFinite(value)) return Format(value, 'g', -1);
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        long fraction = bits & 0xFFFFFFFFFFFFF;
        if (exponent == -1023 && fraction != 0)
        {
            for (exponent = -1022; fraction >> 52 == 0; exponent--) fraction <<= 1;
            fraction &= 0xFFFFFFFFFFFFF;
        }

        if (value == 0) exponent = 0;
        string digits = fraction.ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        string mantissa = $"{(value == 0 ? 0 : 1)}{(digits.Length > 0 ? "." : "")}{digits}";
        string text = $"{(bits < 0 ? "-" : "")}0x{mantissa}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        return upper ? text.ToUpperInvariant() : text;
    }

    private static string General(DecimalDigits digits, int precision, char verb)
    {
        bool shortest = precision < 0;
        if (precision == 0) precision = 1;
        if (!shortest) digits = digits.Round(precision);
        int count = digits.Text.Length;
        int limit = shortest ? ShortestLimit : precision > count && count >= digits.Point ? count : precision;
        int exponent = digits.Point - 1;
        if (exponent < -4 || exponent >= limit) return Exponential(digits, Math.Max(count - 1, 0), verb == 'G' ? 'E' : 'e');
        return Fixed(digits, Math.Max(count - digits.Point, 0));
    }

    private static string Exponential(DecimalDigits digits, int precision, char letter)
    {
        StringBuilder text = new();
        text.Append(digits.At(0));
        if (precision > 0) text.Append('.');
        for (int i = 1; i <= precision; i++) text.Append(digits.At(i));
        int exponent = digits.Text.Length == 0 ? 0 : digits.Point - 1;
        return text.Append(CultureInfo.InvariantCulture, $"{letter}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}").ToString();
    }

    private static string Fixed(DecimalDigits digits, int precision)
    {
        StringBuilder text = new();
        if (digits.Point <= 0) text.Append('0');
        for (int i = 0; i < digits.Point; i++) text.Append(digits.At(i));
        if (precision > 0) text.Append('.');
        for (int i = 0; i < precision; i++) text.Append(digits.At(digits.Point + i));
        return text.ToString();
    }
}
