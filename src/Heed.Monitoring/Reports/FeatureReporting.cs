using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Windows;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Reports;

/// <summary>Makes the reports of a window's features.</summary>
internal static class FeatureReporting
{
    /// <summary>Drifting features first, then by score.</summary>
    public static IReadOnlyList<FeatureReport> Of(SlidingWindow window, long nowMs)
    {
        WindowFigures figures = window.Figures();
        return
        [
            .. figures.Features.Select(f => Of(window, figures, f, nowMs))
                .OrderByDescending(r => r.State == FeatureVerdict.Drift)
                .ThenByDescending(r => r.Score ?? -1)
                .ThenBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    private static FeatureReport Of(SlidingWindow window, WindowFigures figures, FeatureFigures feature, long nowMs)
    {
        FeatureBaseline baseline = feature.Baseline;
        long baselineRows = baseline.ValueCount + baseline.MissingCount + baseline.NotFiniteCount + baseline.InvalidCount;
        double threshold = PopulationStability.Threshold(feature.Psi, DriftThresholds.Alpha);
        bool outdated = window.IsOutdated(nowMs);
        return new FeatureReport(
            baseline.Name,
            baseline.Kind,
            Verdict(window, figures, feature, nowMs),
            outdated ? null : Known(feature.Score),
            baseline.Kind == FeatureKind.Number ? "ks" : "total_variation",
            outdated ? null : Known(feature.PValue),
            outdated ? null : Known(feature.Psi.Psi),
            outdated ? null : Known(threshold),
            feature.MissingRatio,
            baselineRows == 0 ? 0 : (baseline.MissingCount + baseline.NotFiniteCount) / (double)baselineRows,
            feature.OutOfRangeRatio,
            feature.UnseenRatio,
            feature.InvalidRatio,
            figures.Records,
            window.Needed,
            outdated ? CauseSentence.OfWindow(window, figures, nowMs)! : ChangeSentence.Of(feature),
            figures.Records == 0 ? null : figures.FirstMs,
            figures.Records == 0 ? null : figures.LastMs,
            Distribution(feature));
    }

    private static FeatureVerdict Verdict(SlidingWindow window, WindowFigures figures, FeatureFigures feature, long nowMs)
    {
        // Half of a window's records without a value leave too little to compare.
        if (window.ComparedAt(nowMs) is null || feature.Values * 2 < window.Needed) return FeatureVerdict.NotEnoughData;
        bool significant = feature.PValue < DriftThresholds.Alpha / figures.Features.Length;
        return significant && feature.Score >= DriftThresholds.WarningScore ? FeatureVerdict.Drift : FeatureVerdict.Ok;
    }

    private static FeatureDistribution Distribution(FeatureFigures feature)
    {
        FeatureBaseline baseline = feature.Baseline;
        if (baseline.Numbers is { } numbers)
        {
            return new FeatureDistribution(
                numbers.DisplayEdges, [], Shares(WithEnds(numbers.DisplayCounts)), Shares(WithEnds(feature.Counts)));
        }

        bool others = baseline.OtherCount + feature.Counts[^1] > 0;
        string[] categories = others ? [.. baseline.Categories, LabelNames.Overflow] : [.. baseline.Categories];
        long[] baselineCounts = [.. baseline.CategoryCounts, baseline.OtherCount];
        return new FeatureDistribution(
            [], categories, Shares(baselineCounts.AsSpan(0, categories.Length)), Shares(feature.Counts.AsSpan(0, categories.Length)));
    }

    /// <summary>The counts of the bins, with what lies below in the first and what lies above in the last.</summary>
    private static long[] WithEnds(long[] counts)
    {
        long[] bins = counts[1..^1];
        bins[0] += counts[0];
        bins[^1] += counts[^1];
        return bins;
    }

    private static double[] Shares(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        double[] shares = new double[counts.Length];
        for (int i = 0; i < shares.Length && sum > 0; i++) shares[i] = counts[i] / (double)sum;
        return shares;
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
