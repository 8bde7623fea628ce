using System.Buffers.Binary;
using System.Globalization;

namespace Heed.Ingest.Events;

/// <summary>
/// Reads decimal numbers as <see cref="double.Parse(string, IFormatProvider)"/> does, to the last bit, and faster for short ones: a
/// mantissa up to 2^53 and a power of ten up to 10^22 are both exact doubles, so one multiplication or division rounds once
/// and correctly (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990).
/// </summary>
internal static class JsonNumber
{
    private const ulong MaxExactMantissa = 1UL << 53;
    private const int MaxExactPower = 22;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>False where the text is no number. A number beyond the range of doubles is an infinity.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;

        // Most texts that are no numbers are words: the runtime would take a while to say so.
        if (utf8.Length > 0 && char.IsAsciiLetter((char)utf8[0])) return false;
        bool negative = utf8.Length > 0 && utf8[0] == '-';
        int at = negative ? 1 : 0;
        ulong mantissa = 0;
        int digits = ReadDigits(utf8, ref at, ref mantissa);
        int fraction = 0;
        if (digits > 0 && at < utf8.Length && utf8[at] == '.')
        {
            at++;
            fraction = ReadDigits(utf8, ref at, ref mantissa);
            if (fraction == 0) digits = 0;
        }

        // Nineteen digits fit 64 bits; anything but plain digits is left to the runtime.
        if (digits == 0 || digits + fraction > 19 || at != utf8.Length || mantissa > MaxExactMantissa || fraction > MaxExactPower)
        {
            return double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && IsWritten(utf8);
        }

        value = mantissa / PowersOfTen[fraction];
        if (negative) value = -value;
        return true;
    }

    /// <summary>
    /// Reads a number of plain digits that ends at the terminator or at <paramref name="end"/>, and gives where; -1 where there is
    /// anything else, which <see cref="TryParse"/> may still read. The value is that of <see cref="TryParse"/>, to the last bit.
    /// </summary>
    public static int ReadUntil(ReadOnlySpan<byte> utf8, int at, int end, byte terminator, out double value)
    {
        value = double.NaN;
        utf8 = utf8[..end];
        bool negative = at < utf8.Length && utf8[at] == '-';
        if (negative) at++;
        ulong mantissa = 0;
        int digits = ReadDigits(utf8, ref at, ref mantissa);
        int fraction = 0;
        if (at < utf8.Length && utf8[at] == '.')
        {
            at++;
            fraction = ReadDigits(utf8, ref at, ref mantissa);
            if (fraction == 0) return -1;
        }

        if (digits == 0 || digits + fraction > 19 || (at < utf8.Length && utf8[at] != terminator)) return -1;
        if (mantissa <= MaxExactMantissa) value = mantissa / PowersOfTen[fraction];
        else if (!ScaledNumber.TryDivide(mantissa, fraction, out value)) return -1;
        if (negative) value = -value;
        return at;
    }

    private static int ReadDigits(ReadOnlySpan<byte> utf8, ref int at, ref ulong mantissa)
    {
        int start = at;
        ulong sum = mantissa;
        while (at + 8 <= utf8.Length)
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(utf8[at..]);
            if (!AreDigits(eight)) break;
            sum = (sum * 100_000_000) + EightDigits(eight);
            at += 8;
        }

        for (; at < utf8.Length; at++)
        {
            uint digit = (uint)utf8[at] - '0';
            if (digit > 9) break;
            sum = (sum * 10) + digit;
        }

        mantissa = sum;
        return at - start;
    }

    /// <summary>Each byte's upper half is 3, and stays so when 6 is added: that is what 0 to 9 have in common.</summary>
    private static bool AreDigits(ulong eight) =>
        ((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    /// <summary>The first digit is in the lowest byte: neighbours are joined to pairs, pairs to fours, fours to eight.</summary>
    private static ulong EightDigits(ulong eight)
    {
        eight -= 0x3030303030303030;
        eight = (eight * 10) + (eight >> 8);
        ulong even = (eight & 0x000000FF000000FF) * 0x000F424000000064;
        ulong odd = ((eight >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
        return (even + odd) >> 32;
    }

    /// <summary>The runtime reads words, too; those are not numbers here but <see cref="NonFiniteWords"/>.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
}
