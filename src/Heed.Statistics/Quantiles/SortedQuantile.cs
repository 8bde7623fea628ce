namespace Heed.Statistics.Quantiles;

/// <summary>Quantiles of an ascending sample by linear interpolation, NumPy's default. See docs/statistics/quantiles.md.</summary>
public static class SortedQuantile
{
    /// <summary>The quantile k/parts at position (n − 1)·k/parts; NaN of an empty sample.</summary>
    public static double Of(ReadOnlySpan<double> sorted, int k, int parts)
    {
        if (sorted.IsEmpty) return double.NaN;
        (long below, long rest) = Math.DivRem((sorted.Length - 1) * (long)k, parts);
        double low = sorted[(int)below];
        if (rest == 0) return low;
        double high = sorted[(int)below + 1];

        // Equal neighbours give exactly their value, also where a neighbour is infinite.
        return low == high ? low : low + ((high - low) * (rest / (double)parts));
    }

    /// <summary>The distinct quantiles 0/parts … parts/parts: the frozen edges of a stability index.</summary>
    public static double[] DistinctEdges(ReadOnlySpan<double> sorted, int parts)
    {
        List<double> edges = [];
        for (int k = 0; k <= parts && !sorted.IsEmpty; k++)
        {
            double edge = Of(sorted, k, parts);
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge);
        }

        return [.. edges];
    }
}
