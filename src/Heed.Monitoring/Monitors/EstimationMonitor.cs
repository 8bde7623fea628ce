using Heed.Monitoring.Estimation;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Quality without labels, and whether the labels that arrive later contradict it.</summary>
internal sealed class EstimationMonitor(ModelSeries series, EventClock clock, QualityEstimator estimator) : RecordMonitor
{
    // A series takes space from its first value on.
    private readonly EstimateSeries?[] _series = new EstimateSeries?[estimator.Metrics.Count];

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent && !prediction.IsError) estimator.Observe(prediction);
    }

    public override long? AgeAt(long nowMs) => estimator.AgeAt(clock.WindowEndAt(nowMs));

    public override void Collect(SeriesWriter writer)
    {
        IReadOnlyList<EstimatedFigure> figures = estimator.Figures(clock.WindowEndAt(writer.NowMs));
        for (int i = 0; i < figures.Count; i++)
        {
            if (!double.IsNaN(figures[i].Value)) _series[i] ??= new EstimateSeries(series, figures[i].Metric);
            _series[i]?.Collect(writer, figures[i]);
        }
    }

    public override void Save(BinaryWriter writer) => estimator.Save(writer);

    public override void Load(BinaryReader reader) => estimator.Load(reader);
}
