using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence.Weeks;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// The last whole hour against the same hours of earlier weeks, and how many of those weeks were seen. The history itself is fed and saved
/// with the evidence.
/// </summary>
internal sealed class WeekMonitor(ModelSeries series, Baseline baseline, WeekHistory history) : RecordMonitor
{
    private readonly GaugeSeries _seen = series.Gauge(MetricNames.ReferenceWeeks);
    private readonly GaugeSeries _answers = series.Gauge(MetricNames.PredictionWeeklyPsi);
    private readonly GaugeSeries[] _features =
        [.. baseline.Features.Select(f => series.Gauge(MetricNames.FeatureWeeklyPsi, ("feature_name", f.Name)))];

    public override void Collect(SeriesWriter writer)
    {
        _seen.Collect(writer, history.Seen);
        WeekComparison? last = history.Last;
        for (int i = 0; i < _features.Length; i++) _features[i].Collect(writer, last?.Features[i] ?? double.NaN);
        _answers.Collect(writer, last?.Answers ?? double.NaN);
    }
}
