using Heed.Model.Labels;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// How far each feature's last closed window is from the baseline. A window that passes a published threshold adds one to the counter
/// of its severity, the higher one only.
/// </summary>
internal sealed class DriftMonitor : RecordMonitor
{
    private const int Severities = 2;

    private static readonly string[] SeverityNames = ["warning", "critical"];

    private readonly SlidingWindow _window;
    private readonly GaugeSeries[] _scores;
    private readonly GaugeSeries[] _psi;
    private readonly LabelSet[] _alertLabels;
    private readonly long[] _alerts;

    public DriftMonitor(ModelSeries series, Baseline baseline, SlidingWindow window)
    {
        _window = window;
        _scores = [.. baseline.Features.Select(f => series.Gauge(MetricNames.DriftScore, ("feature_name", f.Name)))];
        _psi = [.. baseline.Features.Select(f => series.Gauge(MetricNames.FeaturePsi, ("feature_name", f.Name)))];
        _alertLabels =
        [
            .. baseline.Features.SelectMany(f => SeverityNames.Select(
                severity => series.Of(MetricNames.DriftAlerts, ("feature_name", f.Name), ("severity", severity)))),
        ];
        _alerts = new long[_alertLabels.Length];
    }

    public override void WindowClosed(WindowFigures figures)
    {
        for (int i = 0; i < figures.Features.Length; i++)
        {
            double score = figures.Features[i].Score;
            if (score > DriftThresholds.CriticalScore) _alerts[(i * Severities) + 1]++;
            else if (score > DriftThresholds.WarningScore) _alerts[i * Severities]++;
        }
    }

    public override long? AgeAt(long nowMs) => _window.AgeAt(nowMs);

    public override void Collect(SeriesWriter writer)
    {
        for (int i = 0; i < _alerts.Length; i++) writer.Write(_alertLabels[i], _alerts[i]);
        FeatureFigures[]? features = _window.ComparedAt(writer.NowMs)?.Features;
        for (int i = 0; i < _scores.Length; i++)
        {
            _scores[i].Collect(writer, features?[i].Score ?? double.NaN);
            _psi[i].Collect(writer, features?[i].Psi.Psi ?? double.NaN);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        foreach (long count in _alerts) writer.Write(count);
    }

    public override void Load(BinaryReader reader)
    {
        for (int i = 0; i < _alerts.Length; i++) _alerts[i] = reader.ReadInt64();
    }
}
