using Heed.Model.Records;
using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift.Presets;

/// <summary>
/// The default of NannyML 0.9.1's univariate drift: the Jensen–Shannon distance, of numbers over bins frozen from the baseline, with an
/// alert above 0.1. See docs/drift.md.
/// </summary>
internal static class NannymlDefaults
{
    private const double Threshold = 0.1;

    public static ToolOpinion Of(ColumnProfile baseline, ColumnProfile current, FeatureKind kind)
    {
        if (baseline.ValuesAs(kind) == 0 || current.ValuesAs(kind) == 0) return new ToolOpinion(baseline.Name, "none", null, 0, false);
        (double[] before, double[] now) = kind == FeatureKind.Number ? Binned(baseline.Numbers, current.Numbers) : Counted(baseline, current);
        double distance = JensenShannon.DistanceBase2(before, now).Value;
        return new ToolOpinion(baseline.Name, "Jensen-Shannon distance", distance, Threshold, distance > Threshold);
    }

    private static (double[] Baseline, double[] Current) Counted(ColumnProfile baseline, ColumnProfile current)
    {
        (long[] before, long[] now, _) = CategoryUnion.Of(baseline, current);
        return (CategoryUnion.Weights(before), CategoryUnion.Weights(now));
    }

    private static (double[] Baseline, double[] Current) Binned(RankedSample baseline, RankedSample current)
    {
        // The bins of a summarised column are those of its sample: a file of a million rows would get about four more.
        FrozenBins bins = FrozenBins.Of(baseline.Values)!;
        long[] before = new long[bins.Count + 1];
        long[] now = new long[bins.Count + 1];
        bins.Add(baseline.Values, before);
        bins.Add(current.Values, now);
        return (CategoryUnion.Weights(before), CategoryUnion.Weights(now));
    }
}
