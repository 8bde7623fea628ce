using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Heed.Templates.Syntax;

/// <summary>Reads literals as Go writes them.</summary>
internal static class Literals
{
    /// <summary>A text in double quotes with escapes, or in back quotes without.</summary>
    public static bool TryString(string literal, out string text)
    {
        text = "";
        if (literal[0] == '`')
        {
            text = literal[1..^1].Replace("\r", "", StringComparison.Ordinal);
            return true;
        }

        List<byte> utf8 = new(literal.Length);
        Span<byte> encoded = stackalloc byte[4];
        int at = 1;
        while (at < literal.Length - 1)
        {
            if (!TryUnquote(literal, ref at, '"', out int value, out bool isByte)) return false;
            if (isByte) utf8.Add((byte)value);
            else if (Rune.TryCreate(value, out Rune rune)) utf8.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            else return false;
        }

        text = Encoding.UTF8.GetString([.. utf8]);
        return true;
    }

    /// <summary>A character in single quotes: its code point.</summary>
    public static bool TryCharacter(string literal, out long value)
    {
        int at = 1;
        bool read = TryUnquote(literal, ref at, '\'', out int point, out _) && at == literal.Length - 1;
        value = point;
        return read;
    }

    /// <summary>A whole number as long, any other as double. Bases 2, 8 and 16 and underscores are Go's.</summary>
    public static bool TryNumber(string literal, [NotNullWhen(true)] out object? value)
    {
        value = null;
        bool negative = literal[0] == '-';
        ReadOnlySpan<char> digits = literal.AsSpan(literal[0] is '+' or '-' ? 1 : 0);
        if (digits.Contains('_'))
        {
            if (digits[0] == '_' || digits[^1] == '_' || digits.Contains("__", StringComparison.Ordinal)) return false;
            digits = digits.ToString().Replace("_", "", StringComparison.Ordinal);
        }

        if (digits.Length == 0) return false;
        int radix = Radix(ref digits);
        if (radix != 10 || !digits.ContainsAny(".eE")) return TryInteger(digits, radix, negative, out value);
        if (!char.IsAsciiDigit(digits[0]) && digits[0] != '.') return false;
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsInfinity(number))
        {
            return false;
        }

        value = negative ? -number : number;
        return true;
    }

    private static int Radix(ref ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || digits[0] != '0' || digits.ContainsAny(".") || (digits.ContainsAny("eE") && digits[1] is not ('x' or 'X')))
        {
            return 10;
        }

        int radix = digits[1] switch { 'x' or 'X' => 16, 'b' or 'B' => 2, _ => 8 };
        digits = digits[(radix == 8 && digits[1] is not ('o' or 'O') ? 1 : 2)..];
        return radix;
    }

    private static bool TryInteger(ReadOnlySpan<char> digits, int radix, bool negative, [NotNullWhen(true)] out object? value)
    {
        value = null;
        UInt128 total = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix) return false;
            total = (total * (uint)radix) + (uint)digit;
            if (total > (UInt128)long.MaxValue + 1) return false;
        }

        if (digits.Length == 0 || (!negative && total > long.MaxValue)) return false;
        value = negative ? (long)-(Int128)total : (long)total;
        return true;
    }

    /// <summary>
    /// One character of a quoted literal. <paramref name="isByte"/> where it is one byte of UTF-8 rather than a code point.
    /// </summary>
    private static bool TryUnquote(string literal, ref int at, char quote, out int value, out bool isByte)
    {
        isByte = false;
        if (literal[at] != '\\')
        {
            if (!Rune.TryGetRuneAt(literal, at, out Rune rune)) rune = Rune.ReplacementChar;
            at += rune.Utf16SequenceLength;
            value = rune.Value;
            return true;
        }

        char escape = literal[++at];
        at++;
        value = escape switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' => '\\',
            _ when escape == quote => quote,
            _ => -1,
        };
        if (value >= 0) return true;
        (int radix, int count, int start) = escape switch
        {
            'x' => (16, 2, at),
            'u' => (16, 4, at),
            'U' => (16, 8, at),
            >= '0' and <= '7' => (8, 3, at - 1),
            _ => (0, 0, at),
        };
        if (radix == 0 || start + count > literal.Length - 1) return false;
        at = start + count;
        isByte = count is 2 or 3;
        return TryInteger(literal.AsSpan(start, count), radix, negative: false, out object? point)
            && (value = (int)Math.Min((long)point, int.MaxValue)) <= (isByte ? 0xFF : 0x10FFFF);
    }
}
