using Heed.Monitoring.Estimation;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Monitors;

/// <summary>Quality without labels, and whether the labels that arrive later contradict it.</summary>
internal sealed class EstimationMonitor(ModelSeries series, EventClock clock, QualityEstimator estimator) : RecordMonitor
{
    private readonly QualitySeries[] _estimates =
        [.. estimator.Metrics.Select(m => new QualitySeries(series, MetricNames.EstimatedQuality, ("metric", m)))];

    private readonly GaugeSeries[] _errors =
        [.. estimator.Metrics.Select(m => series.Gauge(MetricNames.EstimatedQualityError, ("metric", m)))];

    private readonly GaugeSeries[] _failures =
        [.. estimator.Metrics.Select(m => series.Gauge(MetricNames.EstimatorFailed, ("metric", m)))];

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent && !prediction.IsError) estimator.Observe(prediction);
    }

    public override void Collect(SeriesWriter writer)
    {
        IReadOnlyList<EstimatedFigure> figures = estimator.Figures(clock.WindowEndAt(writer.NowMs));
        for (int i = 0; i < figures.Count; i++)
        {
            EstimatedFigure figure = figures[i];
            _estimates[i].Collect(writer, new Interval(figure.Value, figure.Lower, figure.Upper));
            _errors[i].Collect(writer, figure.Error);
            _failures[i].Collect(writer, figure.Failed switch { null => double.NaN, true => 1, false => 0 });
        }
    }

    public override void Save(BinaryWriter writer) => estimator.Save(writer);

    public override void Load(BinaryReader reader) => estimator.Load(reader);
}
