using System.Globalization;
using System.Numerics;

namespace Heed.Templates.Formatting;

/// <summary>
/// The decimal digits of a positive finite number: 0.<see cref="Text"/> × 10^<see cref="Point"/>, without zeros at either end.
/// Zero has no digits.
/// </summary>
internal readonly record struct DecimalDigits(string Text, int Point)
{
    /// <summary>The fewest digits that read back as the same double.</summary>
    public static DecimalDigits Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int letter = text.IndexOf('E');
        int exponent = letter < 0 ? 0 : int.Parse(text.AsSpan(letter + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = letter < 0 ? text : text[..letter];
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        if (significant.Length == 0) return new DecimalDigits("", 0);
        int whole = (point < 0 ? mantissa.Length : point) - (digits.Length - significant.Length);
        return new DecimalDigits(significant.TrimEnd('0'), whole + exponent);
    }

    /// <summary>All digits of the double's exact value, at most 767.</summary>
    public static DecimalDigits Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        int exponent = Math.Max(biased, 1) - 1075;
        if (mantissa.IsZero) return new DecimalDigits("", 0);
        // m·2^-k = m·5^k / 10^k, so the digits of m·5^k are those of the number.
        BigInteger whole = exponent >= 0 ? mantissa << exponent : mantissa * BigInteger.Pow(5, -exponent);
        string digits = whole.ToString(CultureInfo.InvariantCulture);
        return new DecimalDigits(digits.TrimEnd('0'), digits.Length + Math.Min(exponent, 0));
    }

    /// <summary>Rounded to so many digits (it may be none or fewer), half to even.</summary>
    public DecimalDigits Round(int count)
    {
        if (count >= Text.Length) return this;
        if (count < 0 || !RoundsUp(count))
        {
            return count <= 0 ? new DecimalDigits("", 0) : new DecimalDigits(Text[..count].TrimEnd('0'), Point);
        }

        string kept = Text[..count].TrimEnd('9');
        return kept.Length == 0 ? new DecimalDigits("1", Point + 1) : new DecimalDigits(kept[..^1] + (char)(kept[^1] + 1), Point);
    }

    /// <summary>The digit that stands this many places after the first; zero beyond the last.</summary>
    public char At(int index) => index >= 0 && index < Text.Length ? Text[index] : '0';

    private bool RoundsUp(int count)
    {
        bool half = Text[count] == '5' && count + 1 == Text.Length;
        return half ? count > 0 && (Text[count - 1] - '0') % 2 == 1 : Text[count] >= '5';
    }
}
