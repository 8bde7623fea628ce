using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>What is wrong with the values of each feature, over the last closed window.</summary>
internal sealed class FeatureQualityMonitor : RecordMonitor
{
    private readonly SlidingWindow _window;
    private readonly GaugeSeries[] _missing;
    private readonly GaugeSeries[] _outside;
    private readonly GaugeSeries[] _invalid;

    public FeatureQualityMonitor(ModelSeries series, Baseline baseline, SlidingWindow window)
    {
        _window = window;
        _missing = [.. baseline.Features.Select(f => series.Gauge(MetricNames.MissingRatio, ("feature_name", f.Name)))];
        _outside = [.. baseline.Features.Select(f => series.Gauge(OutsideMetric(f), ("feature_name", f.Name)))];
        _invalid = [.. baseline.Features.Select(f => series.Gauge(MetricNames.InvalidRatio, ("feature_name", f.Name)))];
    }

    public override long? AgeAt(long nowMs) => _window.AgeAt(nowMs);

    public override void Collect(SeriesWriter writer)
    {
        FeatureFigures[]? features = _window.ComparedAt(writer.NowMs)?.Features;
        for (int i = 0; i < _missing.Length; i++)
        {
            FeatureFigures? feature = features?[i];
            _missing[i].Collect(writer, feature?.MissingRatio ?? double.NaN);
            _outside[i].Collect(writer, OutsideRatio(feature));
            _invalid[i].Collect(writer, feature?.InvalidRatio ?? double.NaN);
        }
    }

    private static double OutsideRatio(FeatureFigures? feature) => feature switch
    {
        null => double.NaN,
        { Baseline.Kind: FeatureKind.Number } => feature.OutOfRangeRatio,
        _ => feature.UnseenRatio,
    };

    /// <summary>A number lies outside of its range, a category outside of those that the baseline has seen.</summary>
    private static string OutsideMetric(FeatureBaseline feature) =>
        feature.Kind == FeatureKind.Number ? MetricNames.OutOfRangeRatio : MetricNames.UnseenRatio;
}
