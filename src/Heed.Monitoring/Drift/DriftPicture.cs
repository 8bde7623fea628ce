using Heed.Model.Labels;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;
using Heed.Statistics.Histograms;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>The distributions of both sides in common bins, to draw.</summary>
internal static class DriftPicture
{
    /// <summary>Values of each side that the range of the bins is laid over: enough for a picture.</summary>
    private const int RangeValues = 2000;

    public static FeatureDistribution OfNumbers(RankedSample baseline, RankedSample current)
    {
        double[] both = [.. Thinned(baseline.Values), .. Thinned(current.Values)];
        if (both.Length == 0) return new FeatureDistribution([], [], [], []);
        Array.Sort(both);
        double[] edges = NumberSummary.DisplayEdgesOf(both);
        return new FeatureDistribution(edges, [], Shares(Counts(baseline.Values, edges)), Shares(Counts(current.Values, edges)));
    }

    public static FeatureDistribution OfCategories(CategoryTable table)
    {
        bool others = table.Baseline[^1] + table.Current[^1] > 0;
        string[] names = others ? [.. table.Names, LabelNames.Overflow] : table.Names;
        return new FeatureDistribution([], names, Shares(table.Baseline)[..names.Length], Shares(table.Current)[..names.Length]);
    }

    private static double[] Thinned(double[] sorted)
    {
        if (sorted.Length <= RangeValues) return sorted;
        double[] kept = new double[RangeValues];
        for (int i = 0; i < kept.Length; i++) kept[i] = sorted[(int)((long)i * (sorted.Length - 1) / (RangeValues - 1))];
        return kept;
    }

    /// <summary>What lies outside is in the first and last bin.</summary>
    private static long[] Counts(double[] values, double[] edges)
    {
        long[] all = new long[edges.Length + 1];
        BinCounts.Add(values, edges, all);
        all[1] += all[0];
        all[^2] += all[^1];
        return all[1..^1];
    }

    private static double[] Shares(long[] counts)
    {
        long sum = counts.Sum();
        return [.. counts.Select(c => sum == 0 ? 0 : c / (double)sum)];
    }
}
