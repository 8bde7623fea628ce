using Heed.Model.Labels;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>How far the answers of the last closed window are from the baseline's.</summary>
internal sealed class AnswerDriftMonitor(ModelSeries series, TumblingWindow window) : RecordMonitor
{
    private readonly LabelSet _psi = series.Of(MetricNames.PredictionPsi);

    public override void Collect(SeriesWriter writer)
    {
        if (window.HasFigures && !double.IsNaN(window.Closed!.Psi.Psi)) writer.Write(_psi, window.Closed.Psi.Psi);
    }
}
