namespace Heed.Statistics.Distances;

/// <summary>
/// The Kullback–Leibler divergence Σ p·ln(p/q) in nats, 0·ln 0 = 0; not symmetric; +∞ where the second side has no mass in a bin that the
/// first one uses. Takes counts or shares; each side is normalised to sum 1. An empty side, a negative or NaN count and unequal lengths
/// are refused. Source: S. Kullback and R. A. Leibler, Annals of Mathematical Statistics 22 (1951) 79. See
/// docs/statistics/histogram-distances.md.
/// </summary>
public static class KullbackLeibler
{
    public static DistanceComparison Divergence(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        HistogramShares shares = HistogramShares.Of(first, second);
        if (shares.Refusal != Refusal.None) return DistanceComparison.Refused(shares.Refusal);
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double p = first[i] / shares.FirstTotal;
            if (p > 0) sum += p * Math.Log(p / (second[i] / shares.SecondTotal));
        }

        return new DistanceComparison(Math.Max(0, sum));
    }
}
