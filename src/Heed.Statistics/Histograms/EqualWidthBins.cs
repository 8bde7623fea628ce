namespace Heed.Statistics.Histograms;

/// <summary>Bins of equal width between two values. See docs/statistics/histogram.md.</summary>
public static class EqualWidthBins
{
    /// <summary>
    /// The edges of <paramref name="bins"/> bins: the ends exactly, the others by low + i·(high − low)/bins. Equal ends give one bin of
    /// width 1 around them, as NumPy does.
    /// </summary>
    public static double[] Edges(double low, double high, int bins)
    {
        if (low == high)
        {
            low -= 0.5;
            high += 0.5;
        }

        double[] edges = new double[bins + 1];
        double step = (high - low) / bins;
        for (int i = 0; i <= bins; i++) edges[i] = low + (i * step);
        edges[bins] = high;
        return edges;
    }

    /// <summary>Counts of the bins alone, without what lies outside.</summary>
    internal static long[] CountInside(ReadOnlySpan<double> values, ReadOnlySpan<double> edges)
    {
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(values, edges, counts);
        return counts[1..^1];
    }
}
