using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// An empirical distribution function in bounded space: how many values lie at each knot and between each two. Exact
/// where the sample has at most <see cref="KnotLimit"/> distinct values. See docs/statistics/ecdf-summary.md.
/// </summary>
public sealed class EcdfSummary
{
    /// <summary>
    /// The most knots that <see cref="Of"/> makes by default: a distance against the summary is too small by 1/511 at most.
    /// </summary>
    public const int KnotLimit = 512;

    // What a file may hold: files of earlier versions have more knots than are made today.
    private const int MostKnots = 65_536;

    private readonly double[] _knots;

    private EcdfSummary(double[] knots, int[] below, int[] upTo, int total)
    {
        _knots = knots;
        Total = total;
        Counts = IntervalCounts.Of(PerInterval(below, upTo, total));
        IsExact = LargestGap == 0;
    }

    /// <summary>Values summarised.</summary>
    public int Total { get; }

    /// <summary>Whether every distinct value is a knot.</summary>
    public bool IsExact { get; }

    /// <summary>Ascending and distinct; the first is the minimum and the last the maximum.</summary>
    public ReadOnlySpan<double> Knots => _knots;

    /// <summary>The summarised values by interval.</summary>
    public IntervalCounts Counts { get; }

    /// <summary>Below the first knot, at it, between it and the second, …, above the last.</summary>
    public int IntervalCount => (2 * _knots.Length) + 1;

    /// <summary>The largest share of values strictly between two knots: what a distance against the summary may be too small by.</summary>
    public double LargestGap
    {
        get
        {
            int largest = 0;
            for (int i = 2; i < Counts.Length - 1; i += 2) largest = Math.Max(largest, Counts[i]);
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
        if (below.Length != knots.Length || upTo.Length != knots.Length || knots.Length > MostKnots) return null;
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
    public void Count<T>(ReadOnlySpan<double> values, Span<T> counts)
        where T : struct, IBinaryInteger<T>
    {
        counts = counts[..IntervalCount];
        if (_knots.Length == 0)
        {
            counts[0] += T.CreateChecked(values.Length);
            return;
        }

        int byEights = values.Length & ~7;
        CountByEights(values[..byEights], counts);
        foreach (double value in values[byEights..]) counts[IntervalOf(value)]++;
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
    public double QuantileOfCounts(IntervalCounts counts, double level)
    {
        if (counts.Total == 0 || _knots.Length == 0) return double.NaN;
        long rank = (long)Math.Floor(level * (counts.Total - 1));
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
        long upTo = Counts[1];
        while (upTo <= rank)
        {
            knot++;
            upTo += Counts[2 * knot] + Counts[(2 * knot) + 1];
        }

        return _knots[knot];
    }

    /// <summary>For each knot, the values less than it and those up to it.</summary>
    public (int[] Below, int[] UpTo) ToCumulative()
    {
        int[] below = new int[_knots.Length];
        int[] upTo = new int[_knots.Length];
        int seen = 0;
        for (int i = 0; i < below.Length; i++)
        {
            below[i] = seen += Counts[2 * i];
            upTo[i] = seen += Counts[(2 * i) + 1];
        }

        return (below, upTo);
    }

    /// <summary>Eight searches run side by side: each waits for its own loads only.</summary>
    private void CountByEights<T>(ReadOnlySpan<double> values, Span<T> counts)
        where T : struct, IBinaryInteger<T>
    {
        ref double knots = ref MemoryMarshal.GetArrayDataReference(_knots);
        for (; values.Length >= 8; values = values[8..])
        {
            (nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h) = (0, 0, 0, 0, 0, 0, 0, 0);
            for (int rest = _knots.Length; rest > 1;)
            {
                int half = rest >>> 1;
                a += Step(ref Unsafe.Add(ref knots, a + half), values[0], half);
                b += Step(ref Unsafe.Add(ref knots, b + half), values[1], half);
                c += Step(ref Unsafe.Add(ref knots, c + half), values[2], half);
                d += Step(ref Unsafe.Add(ref knots, d + half), values[3], half);
                e += Step(ref Unsafe.Add(ref knots, e + half), values[4], half);
                f += Step(ref Unsafe.Add(ref knots, f + half), values[5], half);
                g += Step(ref Unsafe.Add(ref knots, g + half), values[6], half);
                h += Step(ref Unsafe.Add(ref knots, h + half), values[7], half);
                rest -= half;
            }

            counts[Interval((int)a, values[0])]++;
            counts[Interval((int)b, values[1])]++;
            counts[Interval((int)c, values[2])]++;
            counts[Interval((int)d, values[3])]++;
            counts[Interval((int)e, values[4])]++;
            counts[Interval((int)f, values[5])]++;
            counts[Interval((int)g, values[6])]++;
            counts[Interval((int)h, values[7])]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(ref double knot, double value, int half) => -(knot <= value ? 1 : 0) & half;

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

    private static int[] PerInterval(int[] below, int[] upTo, int total)
    {
        int[] counts = new int[(2 * below.Length) + 1];
        int seen = 0;
        for (int i = 0; i < below.Length; i++)
        {
            counts[2 * i] = below[i] - seen;
            counts[(2 * i) + 1] = upTo[i] - below[i];
            seen = upTo[i];
        }

        counts[^1] = total - seen;
        return counts;
    }
}
