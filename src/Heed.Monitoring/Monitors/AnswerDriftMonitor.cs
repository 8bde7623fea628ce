using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Monitors;

/// <summary>How far the answers of the last closed window, and their confidence, are from the baseline's.</summary>
internal sealed class AnswerDriftMonitor(ModelSeries series, Baseline baseline, SlidingWindow window) : RecordMonitor
{
    private readonly GaugeSeries _psi = series.Gauge(MetricNames.PredictionPsi);
    private readonly GaugeSeries _score = series.Gauge(MetricNames.PredictionDriftScore);
    private readonly GaugeSeries _confidencePsi = series.Gauge(MetricNames.ConfidencePsi);
    private readonly long[] _confidence = [.. baseline.Answers.ConfidenceCounts];

    public override long? AgeAt(long nowMs) => window.AgeAt(nowMs);

    public override void Collect(SeriesWriter writer)
    {
        WindowFigures? figures = window.ComparedAt(writer.NowMs);
        _psi.Collect(writer, figures?.Psi.Psi ?? double.NaN);
        _score.Collect(writer, figures?.Distance ?? double.NaN);
        _confidencePsi.Collect(writer, figures is null ? double.NaN : PopulationStability.CompareOccupied(_confidence, figures.Confidence).Psi);
    }
}
