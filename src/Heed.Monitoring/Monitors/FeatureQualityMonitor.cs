using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>What is wrong with the values of each feature, over the last closed window.</summary>
internal sealed class FeatureQualityMonitor : RecordMonitor
{
    private readonly TumblingWindow _window;
    private readonly LabelSet[] _missing;
    private readonly LabelSet[] _outside;
    private readonly LabelSet[] _invalid;

    public FeatureQualityMonitor(ModelSeries series, Baseline baseline, TumblingWindow window)
    {
        _window = window;
        _missing = [.. baseline.Features.Select(f => series.Of(MetricNames.MissingRatio, ("feature_name", f.Name)))];
        _outside = [.. baseline.Features.Select(f => series.Of(OutsideMetric(f), ("feature_name", f.Name)))];
        _invalid = [.. baseline.Features.Select(f => series.Of(MetricNames.InvalidRatio, ("feature_name", f.Name)))];
    }

    public override void Collect(SeriesWriter writer)
    {
        if (!_window.HasFigures) return;
        FeatureFigures[] features = _window.Closed!.Features;
        for (int i = 0; i < features.Length; i++)
        {
            FeatureFigures feature = features[i];
            writer.Write(_missing[i], feature.MissingRatio);
            writer.Write(_outside[i], feature.Baseline.Kind == FeatureKind.Number ? feature.OutOfRangeRatio : feature.UnseenRatio);
            writer.Write(_invalid[i], feature.InvalidRatio);
        }
    }

    /// <summary>A number lies outside of its range, a category outside of those that the baseline has seen.</summary>
    private static string OutsideMetric(FeatureBaseline feature) =>
        feature.Kind == FeatureKind.Number ? MetricNames.OutOfRangeRatio : MetricNames.UnseenRatio;
}
