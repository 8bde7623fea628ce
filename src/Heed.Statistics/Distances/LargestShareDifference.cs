namespace Heed.Statistics.Distances;

/// <summary>
/// The L∞ distance max |p − q| of two histograms: the largest change of one bin's share, 0 to 1. Takes counts or shares; each side is
/// normalised to sum 1. An empty side, a negative or NaN count and unequal lengths are refused. Source: elementary. See
/// docs/statistics/histogram-distances.md.
/// </summary>
public static class LargestShareDifference
{
    public static DistanceComparison Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        HistogramShares shares = HistogramShares.Of(first, second);
        if (shares.Refusal != Refusal.None) return DistanceComparison.Refused(shares.Refusal);
        double largest = 0;
        for (int i = 0; i < first.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((first[i] / shares.FirstTotal) - (second[i] / shares.SecondTotal)));
        }

        return new DistanceComparison(largest);
    }
}
