namespace Heed.Statistics.Distances;

/// <summary>
/// The Jensen–Shannon distance √((KL(p, m) + KL(q, m))/2) with m = (p + q)/2: a metric, symmetric, 0 for equal shares. By natural
/// logarithms at most √ln 2 = 0.8326 (SciPy's default), by base 2 at most 1. Takes counts or shares; each side is normalised to sum 1.
/// Bins must be frozen before the comparison. Zeros are fine. An empty side, a negative or NaN count and unequal lengths are refused.
/// Source: J. Lin, IEEE Transactions on Information Theory 37 (1991) 145; D. M. Endres and J. E. Schindelin, ibid. 49 (2003) 1858. See
/// docs/statistics/histogram-distances.md.
/// </summary>
public static class JensenShannon
{
    /// <summary>In nats.</summary>
    public static DistanceComparison Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Compare(first, second, 1);

    /// <summary>In bits: 0 to 1.</summary>
    public static DistanceComparison DistanceBase2(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Compare(first, second, Math.Log(2));

    private static DistanceComparison Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double unit)
    {
        HistogramShares shares = HistogramShares.Of(first, second);
        if (shares.Refusal != Refusal.None) return DistanceComparison.Refused(shares.Refusal);
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double p = first[i] / shares.FirstTotal;
            double q = second[i] / shares.SecondTotal;
            double m = (p + q) / 2;
            if (p > 0) sum += p * Math.Log(p / m);
            if (q > 0) sum += q * Math.Log(q / m);
        }

        // Rounding can leave a sum of equal shares below zero.
        return new DistanceComparison(Math.Sqrt(Math.Max(0, sum) / (2 * unit)));
    }
}
