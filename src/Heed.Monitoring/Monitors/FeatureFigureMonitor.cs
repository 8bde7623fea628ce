using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>One figure of each feature, over the last closed window.</summary>
/// <param name="figure">NaN where there is none.</param>
internal sealed class FeatureFigureMonitor(
    ModelSeries series, Baseline baseline, SlidingWindow window, string metric, Func<FeatureFigures, double> figure) : RecordMonitor
{
    private readonly GaugeSeries[] _gauges = [.. baseline.Features.Select(f => series.Gauge(metric, ("feature_name", f.Name)))];

    public override long? AgeAt(long nowMs) => window.AgeAt(nowMs);

    public override void Collect(SeriesWriter writer)
    {
        FeatureFigures[]? features = window.ComparedAt(writer.NowMs)?.Features;
        for (int i = 0; i < _gauges.Length; i++) _gauges[i].Collect(writer, features is null ? double.NaN : figure(features[i]));
    }
}
