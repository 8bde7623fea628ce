using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// An empirical distribution function in bounded space: at each knot, how many values lie below it and how many up to it. Exact
/// where the sample has at most <see cref="KnotLimit"/> distinct values. See docs/statistics/ecdf-summary.md.
/// </summary>
public sealed class EcdfSummary
{
    /// <summary>The most knots that a summary keeps.</summary>
    public const int KnotLimit = 2048;

    private readonly double[] _knots;
    private readonly int[] _below;
    private readonly int[] _upTo;

    private EcdfSummary(double[] knots, int[] below, int[] upTo, int total)
    {
        _knots = knots;
        _below = below;
        _upTo = upTo;
        Total = total;
        IsExact = MassBetween(below, upTo) == 0;
    }

    /// <summary>Values summarised.</summary>
    public int Total { get; }

    /// <summary>Whether every distinct value is a knot.</summary>
    public bool IsExact { get; }

    /// <summary>Ascending and distinct; the first is the minimum and the last the maximum.</summary>
    public ReadOnlySpan<double> Knots => _knots;

    /// <summary>For each knot, the values less than it.</summary>
    public ReadOnlySpan<int> CountsBelow => _below;

    /// <summary>For each knot, the values less than or equal to it.</summary>
    public ReadOnlySpan<int> CountsUpTo => _upTo;

    /// <summary>Below the first knot, at it, between it and the second, …, above the last.</summary>
    public int IntervalCount => (2 * _knots.Length) + 1;

    /// <summary>The largest share of values strictly between two knots: what a distance against the summary may be too small by.</summary>
    public double LargestGap
    {
        get
        {
            long largest = 0;
            for (int i = 1; i < _knots.Length; i++) largest = Math.Max(largest, _below[i] - _upTo[i - 1]);
            return Total == 0 ? 0 : largest / (double)Total;
        }
    }

    /// <param name="sorted">Ascending, without NaN.</param>
    /// <param name="limit">At least 2.</param>
    public static EcdfSummary Of(ReadOnlySpan<double> sorted, int limit = KnotLimit)
    {
        List<double> knots = [];
        List<int> below = [];
        List<int> upTo = [];
        bool exact = DistinctUpTo(sorted, limit);
        int start = 0;
        long nextRank = 0;
        int taken = 0;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;

            // A run of equal values becomes a knot when one of the equi-distant ranks falls into it.
            if (exact || end > nextRank)
            {
                knots.Add(sorted[start]);
                below.Add(start);
                upTo.Add(end);
                while (!exact && nextRank < end) nextRank = ++taken * (sorted.Length - 1L) / (limit - 1);
            }

            start = end;
        }

        return new EcdfSummary([.. knots], [.. below], [.. upTo], sorted.Length);
    }

    /// <summary>A summary from its parts, as kept in a file; null where they are not ones that <see cref="Of"/> can make.</summary>
    public static EcdfSummary? FromParts(double[] knots, int[] below, int[] upTo, int total)
    {
        if (below.Length != knots.Length || upTo.Length != knots.Length || knots.Length > KnotLimit) return null;
        int last = 0;
        for (int i = 0; i < knots.Length; i++)
        {
            bool ascending = i == 0 ? !double.IsNaN(knots[0]) : knots[i] > knots[i - 1];
            if (!ascending || below[i] < last || upTo[i] <= below[i]) return null;
            last = upTo[i];
        }

        return last == total ? new EcdfSummary(knots, below, upTo, total) : null;
    }

    /// <summary>Counts values, none of them NaN, into the intervals.</summary>
    public void Count(ReadOnlySpan<double> values, Span<int> counts)
    {
        ref double knots = ref MemoryMarshal.GetArrayDataReference(_knots);
        int length = _knots.Length;
        counts = counts[..IntervalCount];
        if (length == 0)
        {
            counts[0] += values.Length;
            return;
        }

        // Four searches run side by side: each waits for its own loads only.
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            double a = values[i];
            double b = values[i + 1];
            double c = values[i + 2];
            double d = values[i + 3];
            nint atA = 0;
            nint atB = 0;
            nint atC = 0;
            nint atD = 0;
            for (int rest = length; rest > 1;)
            {
                int half = rest >>> 1;
                atA += -(Unsafe.Add(ref knots, atA + half) <= a ? 1 : 0) & half;
                atB += -(Unsafe.Add(ref knots, atB + half) <= b ? 1 : 0) & half;
                atC += -(Unsafe.Add(ref knots, atC + half) <= c ? 1 : 0) & half;
                atD += -(Unsafe.Add(ref knots, atD + half) <= d ? 1 : 0) & half;
                rest -= half;
            }

            counts[Interval((int)atA, a)]++;
            counts[Interval((int)atB, b)]++;
            counts[Interval((int)atC, c)]++;
            counts[Interval((int)atD, d)]++;
        }

        for (; i < values.Length; i++) counts[IntervalOf(values[i])]++;
    }

    /// <summary>The interval that one value, not NaN, falls into.</summary>
    public int IntervalOf(double value)
    {
        int position = Array.BinarySearch(_knots, value);
        return position >= 0 ? (2 * position) + 1 : 2 * ~position;
    }

    /// <summary>
    /// A quantile of values that were counted into the intervals: a knot where the rank falls on one, else the middle of the two
    /// around it; the nearest knot outside of them. NaN where nothing was counted.
    /// </summary>
    public double QuantileOfCounts(ReadOnlySpan<int> counts, double level)
    {
        long n = 0;
        foreach (int count in counts) n += count;
        if (n == 0 || _knots.Length == 0) return double.NaN;
        long rank = (long)Math.Floor(level * (n - 1));
        long seen = 0;
        int interval = 0;
        while (seen + counts[interval] <= rank) seen += counts[interval++];
        int knot = interval / 2;
        if (interval % 2 == 1) return _knots[knot];
        if (knot == 0) return _knots[0];
        return knot == _knots.Length ? _knots[^1] : (_knots[knot - 1] / 2) + (_knots[knot] / 2);
    }

    /// <summary>A quantile of the summarised sample: the smallest knot that a share of <paramref name="level"/> lies at or below.</summary>
    public double Quantile(double level)
    {
        if (Total == 0) return double.NaN;
        long rank = (long)Math.Floor(level * (Total - 1));
        int knot = 0;
        while (_upTo[knot] <= rank) knot++;
        return _knots[knot];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Interval(int knot, double value)
    {
        double at = _knots[knot];
        return (2 * knot) + (at == value ? 1 : 0) + (at < value ? 2 : 0);
    }

    private static bool DistinctUpTo(ReadOnlySpan<double> sorted, int limit)
    {
        int distinct = sorted.IsEmpty ? 0 : 1;
        for (int i = 1; i < sorted.Length && distinct <= limit; i++)
        {
            if (sorted[i] != sorted[i - 1]) distinct++;
        }

        return distinct <= limit;
    }

    private static long MassBetween(int[] below, int[] upTo)
    {
        long mass = 0;
        for (int i = 1; i < below.Length; i++) mass += below[i] - upTo[i - 1];
        return mass;
    }
}
