using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>How far the answers of the last closed window are from the baseline's.</summary>
internal sealed class AnswerDriftMonitor(ModelSeries series, SlidingWindow window) : RecordMonitor
{
    private readonly GaugeSeries _psi = series.Gauge(MetricNames.PredictionPsi);

    public override void Collect(SeriesWriter writer) => _psi.Collect(writer, window.ComparedAt(writer.NowMs)?.Psi.Psi ?? double.NaN);
}
