using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Query.Lexing;

/// <summary>Numbers and durations as PromQL writes them.</summary>
internal static class NumberText
{
    /// <summary>How many characters at the start are a duration such as <c>1h30m</c>; 0 for none.</summary>
    public static int DurationLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (true)
        {
            int digits = at;
            while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
            if (digits == at || digits == text.Length) return at;
            bool isMillisecond = text[digits..].StartsWith("ms", StringComparison.Ordinal);
            int unit = isMillisecond ? 2 : text[digits] is 's' or 'm' or 'h' or 'd' or 'w' or 'y' ? 1 : 0;
            if (unit == 0) return at;
            at = digits + unit;
        }
    }

    /// <summary>How many characters at the start are a number: decimal with exponent, hexadecimal, underscores between digits.</summary>
    public static int NumberLength(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            int hex = 2;
            while (hex < text.Length && (char.IsAsciiHexDigit(text[hex]) || text[hex] == '_')) hex++;
            return hex;
        }

        int at = SkipDigits(text, 0);
        if (at < text.Length && text[at] == '.') at = SkipDigits(text, at + 1);
        if (at >= text.Length || text[at] is not ('e' or 'E')) return at;
        int exponent = at + 1;
        if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
        int end = SkipDigits(text, exponent);
        return end > exponent ? end : at;
    }

    /// <summary>The value of a number as <see cref="NumberLength"/> finds it, or of <c>Inf</c> and <c>NaN</c> in any case.</summary>
    public static bool TryParse(string text, out double value)
    {
        value = double.NaN;
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase)) return true;
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }

        if (text.Contains('_', StringComparison.Ordinal))
        {
            if (text.EndsWith('_') || text.Contains("__", StringComparison.Ordinal) || text.Contains("_.", StringComparison.Ordinal))
            {
                return false;
            }

            text = text.Replace("_", "", StringComparison.Ordinal);
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return TryParseInteger(text[2..], 16, out value);
        if (text.Length > 1 && text[0] == '0' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '7') < 0)
        {
            return TryParseInteger(text[1..], 8, out value);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A duration in seconds.</summary>
    public static ParseResult<double> ParseDuration(string text)
    {
        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(text);
        return duration.IsSuccess
            ? ParseResult<double>.Success(duration.Value.TotalMilliseconds / 1000)
            : ParseResult<double>.Failure($"not a valid duration string: {Quoting.Quote(text)}");
    }

    /// <summary>Digits of a power-of-two base beyond 64 bits keep their magnitude.</summary>
    private static bool TryParseInteger(string digits, int radix, out double value)
    {
        value = 0;
        foreach (char digit in digits) value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
        return digits.Length > 0;
    }

    private static int SkipDigits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '_')) at++;
        return at;
    }
}
