using System.Buffers;
using System.Numerics;

namespace Heed.Storage.Index;

/// <summary>Sorts numbers that do not repeat and are dense, by marking each in a field of bits: linear in the bound.</summary>
internal static class BitOrder
{
    /// <param name="numbers">From 0, below the bound, no two the same.</param>
    /// <param name="bound">Above every number.</param>
    public static void Sort(Span<int> numbers, int bound)
    {
        int length = (bound + 63) / 64;
        ulong[] bits = ArrayPool<ulong>.Shared.Rent(length);
        Array.Clear(bits, 0, length);
        foreach (int number in numbers) bits[number >> 6] |= 1UL << (number & 63);
        int at = 0;
        for (int i = 0; i < length; i++)
        {
            for (ulong word = bits[i]; word != 0; word &= word - 1) numbers[at++] = (i << 6) + BitOperations.TrailingZeroCount(word);
        }

        ArrayPool<ulong>.Shared.Return(bits);
    }
}
