using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>The three series of one figure: its value and the ends of its 95 % interval.</summary>
internal sealed class QualitySeries(ModelSeries series, string metric, params ReadOnlySpan<(string Name, string Value)> labels)
{
    private readonly GaugeSeries _value = series.Gauge(metric, labels);
    private readonly GaugeSeries _lower = series.Gauge(metric + MetricNames.LowerSuffix, labels);
    private readonly GaugeSeries _upper = series.Gauge(metric + MetricNames.UpperSuffix, labels);

    /// <param name="interval">NaN where there is no figure.</param>
    public void Collect(SeriesWriter writer, Interval interval)
    {
        _value.Collect(writer, interval.Value);
        _lower.Collect(writer, interval.Lower);
        _upper.Collect(writer, interval.Upper);
    }
}
