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

    /// <summary>As the other one for many values; four searches run side by side, so that each waits for its own loads only.</summary>
    public static void Below(ReadOnlySpan<double> sorted, ReadOnlySpan<double> values, Span<int> below)
    {
        ref double first = ref MemoryMarshal.GetReference(sorted);
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            double a = values[i];
            double b = values[i + 1];
            double c = values[i + 2];
            double d = values[i + 3];
            int atA = 0;
            int atB = 0;
            int atC = 0;
            int atD = 0;
            for (int rest = sorted.Length; rest > 0;)
            {
                int half = (rest + 1) >>> 1;
                atA += -(Unsafe.Add(ref first, atA + half - 1) < a ? 1 : 0) & half;
                atB += -(Unsafe.Add(ref first, atB + half - 1) < b ? 1 : 0) & half;
                atC += -(Unsafe.Add(ref first, atC + half - 1) < c ? 1 : 0) & half;
                atD += -(Unsafe.Add(ref first, atD + half - 1) < d ? 1 : 0) & half;
                rest -= half;
            }

            (below[i], below[i + 1], below[i + 2], below[i + 3]) = (atA, atB, atC, atD);
        }

        for (; i < values.Length; i++) below[i] = Below(sorted, values[i]);
    }

    /// <summary>How many values lie below one, and how many at or below it.</summary>
    public static (int Below, int UpTo) Around(ReadOnlySpan<double> sorted, double value)
    {
        int below = Below(sorted, value);
        return (below, UpTo(sorted, value, below));
    }

    /// <summary>How many values lie at or below one, where it is known how many lie below.</summary>
    public static int UpTo(ReadOnlySpan<double> sorted, double value, int below)
    {
        int upTo = below;
        if (upTo < sorted.Length && sorted[upTo] == value)
        {
            // The next larger double bounds the run of equal ones.
            upTo = value == double.PositiveInfinity ? sorted.Length : below + Below(sorted[below..], Math.BitIncrement(value));
        }

        return upTo;
    }
}
