using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Quantiles;

/// <summary>Searches in ascending samples, by halving without a branch that depends on the data.</summary>
internal static class SortedSearch
{
    /// <summary>How many values lie below one.</summary>
    public static int Below(ReadOnlySpan<double> sorted, double value)
    {
        ref double first = ref MemoryMarshal.GetReference(sorted);
        int at = 0;
        for (int rest = sorted.Length; rest > 0;)
        {
            // The mask keeps the compiler from a branch, which would be guessed wrong half of the time.
            int half = (rest + 1) >>> 1;
            at += -(Unsafe.Add(ref first, at + half - 1) < value ? 1 : 0) & half;
            rest -= half;
        }

        return at;
    }

    /// <summary>How many values lie below one, and how many at or below it.</summary>
    public static (int Below, int UpTo) Around(ReadOnlySpan<double> sorted, double value)
    {
        int below = Below(sorted, value);
        int upTo = below;
        if (upTo < sorted.Length && sorted[upTo] == value)
        {
            // The next larger double bounds the run of equal ones.
            upTo = value == double.PositiveInfinity ? sorted.Length : below + Below(sorted[below..], Math.BitIncrement(value));
        }

        return (below, upTo);
    }
}
