using System.Numerics;

namespace Heed.Ingest.Events;

/// <summary>
/// Numbers with more digits than a double holds exactly, which most programs write: a mantissa of 64 bits times a power of ten that is cut
/// to 64 bits. The product is too small by less than two units of its upper half; where that cannot change how its 53 bits are rounded,
/// it is the nearest double. Else, about twice in a thousand numbers, it does not answer. Source of the idea: D. Lemire, Software: Practice
/// and Experience 51 (2021) 1700.
/// </summary>
internal static class ScaledNumber
{
    private const int MaxPower = 19;
    private const int DoubleBits = 53;
    private const int ExponentBias = 1075;

    /// <summary>For each power: 10⁻ᵖ as a fraction of 64 bits, cut, with its top bit set, and the exponent of two that was taken out.</summary>
    private static readonly (ulong Bits, int Exponent)[] Powers = [.. Enumerable.Range(0, MaxPower + 1).Select(Reciprocal)];

    /// <summary>The double nearest to mantissa / 10^power; false where it takes a closer look.</summary>
    /// <param name="mantissa">Above 0.</param>
    /// <param name="power">0 to 19.</param>
    public static bool TryDivide(ulong mantissa, int power, out double value)
    {
        (ulong bits, int exponent) = Powers[power];
        int shift = BitOperations.LeadingZeroCount(mantissa);
        ulong high = Math.BigMul(mantissa << shift, bits, out _);

        // Two factors with their top bits set give a product that has at most one leading zero.
        int zero = (int)(~high >> 63);
        int cut = 64 - DoubleBits - zero;
        ulong rest = high & ((1UL << cut) - 1);
        ulong half = 1UL << (cut - 1);
        ulong kept = (high >> cut) + (rest > half ? 1UL : 0);
        value = 0;
        if (rest <= half && rest + 2 >= half) return false;
        int scale = 64 + exponent - shift + cut + ExponentBias;
        if (kept >> DoubleBits != 0)
        {
            kept >>= 1;
            scale++;
        }

        value = BitConverter.UInt64BitsToDouble(((ulong)scale << 52) | (kept & ((1UL << 52) - 1)));
        return true;
    }

    private static (ulong Bits, int Exponent) Reciprocal(int power)
    {
        BigInteger ten = BigInteger.Pow(10, power);
        int length = (int)ten.GetBitLength();

        // For a power of two above the denominator's the quotient has 64 or 65 bits.
        BigInteger quotient = (BigInteger.One << (63 + length)) / ten;
        int extra = (int)quotient.GetBitLength() - 64;
        return ((ulong)(quotient >> extra), extra - 63 - length);
    }
}
