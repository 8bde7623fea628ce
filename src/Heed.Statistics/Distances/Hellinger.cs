namespace Heed.Statistics.Distances;

/// <summary>
/// The Hellinger distance √(½·Σ(√p − √q)²): a metric, 0 for equal shares, 1 for disjoint ones, without unit. Takes counts or shares; each
/// side is normalised to sum 1. An empty side, a negative or NaN count and unequal lengths are refused. Source: E. Hellinger, Journal
/// für die reine und angewandte Mathematik 136 (1909) 210. See docs/statistics/histogram-distances.md.
/// </summary>
public static class Hellinger
{
    public static DistanceComparison Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        HistogramShares shares = HistogramShares.Of(first, second);
        if (shares.Refusal != Refusal.None) return DistanceComparison.Refused(shares.Refusal);
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double difference = Math.Sqrt(first[i] / shares.FirstTotal) - Math.Sqrt(second[i] / shares.SecondTotal);
            sum += difference * difference;
        }

        return new DistanceComparison(Math.Sqrt(sum / 2));
    }
}
