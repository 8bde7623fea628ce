using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The three series of one figure: its value and the ends of its 95 % interval. They take space from the first value on: a model has
/// hundreds of figures, of which most may never exist.
/// </summary>
internal sealed class QualitySeries(ModelSeries series, string metric, params (string Name, string Value)[] labels)
{
    private GaugeSeries? _value;
    private GaugeSeries? _lower;
    private GaugeSeries? _upper;

    /// <param name="interval">NaN where there is no figure.</param>
    public void Collect(SeriesWriter writer, Interval interval)
    {
        if (_value is null && double.IsNaN(interval.Value)) return;
        _value ??= series.Gauge(metric, labels);
        _lower ??= series.Gauge(metric + MetricNames.LowerSuffix, labels);
        _upper ??= series.Gauge(metric + MetricNames.UpperSuffix, labels);
        _value.Collect(writer, interval.Value);
        _lower.Collect(writer, interval.Lower);
        _upper.Collect(writer, interval.Upper);
    }
}
