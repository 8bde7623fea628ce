using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Outcomes;

/// <summary>The rolling quality of the whole or of one segment, and its series.</summary>
internal sealed class SegmentQuality
{
    private readonly GaugeSeries? _accuracyBySegment;
    private readonly (GaugeSeries Value, GaugeSeries Lower, GaugeSeries Upper)[] _figures;

    public SegmentQuality(ModelSeries series, IReadOnlyList<QualityMetric> metrics, string segment, PaneWidth width)
    {
        Segment = segment;
        Panes = new PaneRing<QualitySums>(width);
        if (metrics[0] == QualityMetric.Accuracy) _accuracyBySegment = series.Gauge(MetricNames.AccuracyBySegment, ("segment", segment));
        _figures =
        [
            .. metrics.Select(m => (
                series.Gauge(MetricNames.Quality, ("metric", m.Name), ("segment", segment)),
                series.Gauge(MetricNames.QualityLower, ("metric", m.Name), ("segment", segment)),
                series.Gauge(MetricNames.QualityUpper, ("metric", m.Name), ("segment", segment)))),
        ];
    }

    /// <summary>The label <c>segment</c>.</summary>
    public string Segment { get; }

    public PaneRing<QualitySums> Panes { get; }

    public void Collect(SeriesWriter writer, IReadOnlyList<QualityMetric> metrics, long endMs)
    {
        QualitySums sums = Panes.Sum(endMs);
        bool enough = sums.N >= RollingQuality.LeastLabels;
        for (int i = 0; i < _figures.Length; i++)
        {
            Interval interval = enough ? metrics[i].Interval(sums) : new Interval(double.NaN, double.NaN, double.NaN);
            _figures[i].Value.Collect(writer, interval.Value);
            _figures[i].Lower.Collect(writer, interval.Lower);
            _figures[i].Upper.Collect(writer, interval.Upper);
            if (i == 0) _accuracyBySegment?.Collect(writer, interval.Value);
        }
    }
}
