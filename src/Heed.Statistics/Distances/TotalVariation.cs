namespace Heed.Statistics.Distances;

/// <summary>
/// The total variation distance of two histograms, ½·Σ |p − q|: the share of records that would have to change category. See
/// docs/statistics/total-variation.md.
/// </summary>
public static class TotalVariation
{
    /// <summary>0 for equal shares, 1 for disjoint ones; NaN where a side is empty.</summary>
    public static double Compare(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        if (first.Length != second.Length) throw new ArgumentException($"expected equal bins, found {first.Length} and {second.Length}");
        long n = 0;
        long m = 0;
        for (int i = 0; i < first.Length; i++)
        {
            n += first[i];
            m += second[i];
        }

        if (n == 0 || m == 0) return double.NaN;
        double sum = 0;
        for (int i = 0; i < first.Length; i++) sum += Math.Abs((first[i] / (double)n) - (second[i] / (double)m));
        return sum / 2;
    }

    /// <summary>
    /// As <see cref="Compare"/> for shares or weights; each side is normalised to sum 1. An empty side, a negative or NaN weight and
    /// unequal lengths are refused.
    /// </summary>
    public static DistanceComparison Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        HistogramShares shares = HistogramShares.Of(first, second);
        if (shares.Refusal != Refusal.None) return DistanceComparison.Refused(shares.Refusal);
        double sum = 0;
        for (int i = 0; i < first.Length; i++) sum += Math.Abs((first[i] / shares.FirstTotal) - (second[i] / shares.SecondTotal));
        return new DistanceComparison(sum / 2);
    }
}
