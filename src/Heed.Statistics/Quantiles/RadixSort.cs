using System.Buffers;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// Sorts doubles without NaN by the digits of their bit patterns, lowest first, in linear time: no branch depends on the data, which a
/// comparing sort of random values guesses wrong half of the time. −0 comes before +0. <c>SortMeasurements</c> prints the times.
/// </summary>
internal static class RadixSort
{
    // Below this a comparing sort is faster; measured on fresh random values.
    private const int LeastRadix = 384;

    // From here wider digits save two passes, and their larger tables have paid for themselves.
    private const int LeastWide = 16_384;
    private const ulong Sign = 1UL << 63;

    public static void Sort(Span<double> values)
    {
        if (values.Length < LeastRadix)
        {
            values.Sort();
            return;
        }

        ulong[] scratch = ArrayPool<ulong>.Shared.Rent(values.Length);
        try
        {
            Sort(MemoryMarshal.Cast<double, ulong>(values), scratch.AsSpan(0, values.Length), values.Length < LeastWide ? 8 : 11);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(scratch);
        }
    }

    private static void Sort(Span<ulong> keys, Span<ulong> scratch, int bits)
    {
        int passes = (64 + bits - 1) / bits;
        int buckets = 1 << bits;
        int[] rented = ArrayPool<int>.Shared.Rent(passes * buckets);
        Span<int> counts = rented.AsSpan(0, passes * buckets);
        counts.Clear();
        if (bits == 8) CountBytes(keys, counts);
        else CountDigits(keys, counts, bits);
        Span<ulong> from = keys;
        Span<ulong> to = scratch;
        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> digits = counts.Slice(pass * buckets, buckets);
            int shift = pass * bits;

            // A digit that all values share moves nothing.
            if (digits[(int)(from[0] >> shift) & (buckets - 1)] == keys.Length) continue;
            Scatter(from, to, digits, shift);
            Span<ulong> swap = from;
            from = to;
            to = swap;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            ulong key = from[i];
            keys[i] = key ^ (((key >> 63) - 1) | Sign);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>Turns bit patterns into keys that order as the numbers do, and counts every digit on the way.</summary>
    private static void CountBytes(Span<ulong> keys, Span<int> counts)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            ulong key = ToKey(keys[i]);
            keys[i] = key;
            counts[(int)(key & 255)]++;
            counts[256 + (int)((key >> 8) & 255)]++;
            counts[512 + (int)((key >> 16) & 255)]++;
            counts[768 + (int)((key >> 24) & 255)]++;
            counts[1024 + (int)((key >> 32) & 255)]++;
            counts[1280 + (int)((key >> 40) & 255)]++;
            counts[1536 + (int)((key >> 48) & 255)]++;
            counts[1792 + (int)(key >> 56)]++;
        }
    }

    private static void CountDigits(Span<ulong> keys, Span<int> counts, int bits)
    {
        ulong mask = (1UL << bits) - 1;
        for (int i = 0; i < keys.Length; i++)
        {
            ulong key = ToKey(keys[i]);
            keys[i] = key;
            for (int at = 0; at < counts.Length; at += 1 << bits)
            {
                counts[at + (int)(key & mask)]++;
                key >>= bits;
            }
        }
    }

    private static void Scatter(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> digits, int shift)
    {
        int next = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int count = digits[i];
            digits[i] = next;
            next += count;
        }

        int mask = digits.Length - 1;
        foreach (ulong key in from) to[digits[(int)(key >> shift) & mask]++] = key;
    }

    private static ulong ToKey(ulong pattern) => pattern ^ ((ulong)((long)pattern >> 63) | Sign);
}
