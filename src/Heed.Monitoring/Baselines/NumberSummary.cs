using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Baselines;

/// <summary>The distribution of one column of finite numbers, in bounded space, with frozen bins.</summary>
public sealed class NumberSummary
{
    private const int Deciles = 10;
    private const int DisplayBins = 30;

    internal NumberSummary(EcdfSummary ecdf, double[] binEdges, long[] binCounts, double[] displayEdges, long[] displayCounts)
    {
        Ecdf = ecdf;
        BinEdges = binEdges;
        BinCounts = binCounts;
        DisplayEdges = displayEdges;
        DisplayCounts = displayCounts;
    }

    public EcdfSummary Ecdf { get; }

    /// <summary>
    /// The distinct deciles, from the minimum to the maximum. With at most ten distinct values, these values and the last one once
    /// more: each has a bin of its own, so that two of them cannot trade places unseen.
    /// </summary>
    public double[] BinEdges { get; }

    /// <summary>Below, each bin, above: as <see cref="Statistics.Histograms.BinCounts"/> counts.</summary>
    public long[] BinCounts { get; }

    /// <summary>
    /// Edges to draw: one bin a value where there are at most 30 values; else 30 of equal width from the quantile 0.005 to 0.995.
    /// </summary>
    public double[] DisplayEdges { get; }

    /// <summary>Below, each bin, above.</summary>
    public long[] DisplayCounts { get; }

    public double Min => Ecdf.Total == 0 ? double.NaN : Ecdf.Knots[0];

    public double Max => Ecdf.Total == 0 ? double.NaN : Ecdf.Knots[^1];

    /// <param name="sorted">Ascending finite values; may be empty.</param>
    internal static NumberSummary Of(ReadOnlySpan<double> sorted)
    {
        EcdfSummary ecdf = EcdfSummary.Of(sorted);
        double[] binEdges = BinEdgesOf(sorted, ecdf);
        double[] displayEdges = DisplayEdgesOf(sorted, ecdf);
        long[] binCounts = new long[binEdges.Length + 1];
        long[] displayCounts = new long[displayEdges.Length + 1];
        Statistics.Histograms.BinCounts.Add(sorted, binEdges, binCounts);
        Statistics.Histograms.BinCounts.Add(sorted, displayEdges, displayCounts);
        return new NumberSummary(ecdf, binEdges, binCounts, displayEdges, displayCounts);
    }

    /// <summary>The bins' edges that a summary of these ascending finite values has.</summary>
    internal static double[] BinEdgesOf(ReadOnlySpan<double> sorted) => BinEdgesOf(sorted, EcdfSummary.Of(sorted));

    /// <summary>The edges to draw that a summary of these ascending finite values has.</summary>
    internal static double[] DisplayEdgesOf(ReadOnlySpan<double> sorted) => DisplayEdgesOf(sorted, EcdfSummary.Of(sorted));

    private static double[] BinEdgesOf(ReadOnlySpan<double> sorted, EcdfSummary ecdf)
    {
        if (sorted.IsEmpty) return [0];
        ReadOnlySpan<double> knots = ecdf.Knots;
        return knots.Length <= Deciles ? [.. knots, knots[^1]] : SortedQuantile.DistinctEdges(sorted, Deciles);
    }

    private static double[] DisplayEdgesOf(ReadOnlySpan<double> sorted, EcdfSummary ecdf)
    {
        if (sorted.IsEmpty) return [0, 1];
        ReadOnlySpan<double> knots = ecdf.Knots;
        if (ecdf.IsExact && knots.Length <= DisplayBins) return EdgesAroundValues(knots);
        double low = SortedQuantile.Of(sorted, 5, 1000);
        double high = SortedQuantile.Of(sorted, 995, 1000);
        if (low == high)
        {
            low = sorted[0];
            high = sorted[^1];
        }

        double[] edges = new double[DisplayBins + 1];
        for (int i = 0; i <= DisplayBins; i++) edges[i] = low + ((high - low) * (i / (double)DisplayBins));
        return edges;
    }

    private static double[] EdgesAroundValues(ReadOnlySpan<double> values)
    {
        if (values.Length == 1) return [values[0] - 0.5, values[0] + 0.5];
        double[] edges = new double[values.Length + 1];
        for (int i = 1; i < values.Length; i++) edges[i] = (values[i - 1] / 2) + (values[i] / 2);
        edges[0] = values[0] - (edges[1] - values[0]);
        edges[^1] = values[^1] + (values[^1] - edges[^2]);
        return edges;
    }
}
