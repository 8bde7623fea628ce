using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Estimation;

/// <summary>The series of one estimated metric.</summary>
internal sealed class EstimateSeries(ModelSeries series, string metric)
{
    private readonly QualitySeries _estimate = new(series, MetricNames.EstimatedQuality, ("metric", metric));
    private readonly GaugeSeries _error = series.Gauge(MetricNames.EstimatedQualityError, ("metric", metric));
    private readonly GaugeSeries _failed = series.Gauge(MetricNames.EstimatorFailed, ("metric", metric));

    public void Collect(SeriesWriter writer, in EstimatedFigure figure)
    {
        _estimate.Collect(writer, new Interval(figure.Value, figure.Lower, figure.Upper));
        _error.Collect(writer, figure.Error);
        _failed.Collect(writer, figure.Failed switch { null => double.NaN, true => 1, false => 0 });
    }
}
