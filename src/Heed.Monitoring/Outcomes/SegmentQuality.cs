using Heed.Model.Labels;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Outcomes;

/// <summary>The rolling quality of the whole or of one segment, and its series.</summary>
internal sealed class SegmentQuality
{
    private readonly LabelSet? _accuracyBySegment;
    private readonly (LabelSet Value, LabelSet Lower, LabelSet Upper)[] _labels;

    public SegmentQuality(ModelSeries series, IReadOnlyList<QualityMetric> metrics, string segment, PaneWidth width)
    {
        Segment = segment;
        Panes = new PaneRing<QualitySums>(width);
        if (metrics[0] == QualityMetric.Accuracy) _accuracyBySegment = series.Of(MetricNames.AccuracyBySegment, ("segment", segment));
        _labels =
        [
            .. metrics.Select(m => (
                series.Of(MetricNames.Quality, ("metric", m.Name), ("segment", segment)),
                series.Of(MetricNames.QualityLower, ("metric", m.Name), ("segment", segment)),
                series.Of(MetricNames.QualityUpper, ("metric", m.Name), ("segment", segment)))),
        ];
    }

    /// <summary>The label <c>segment</c>.</summary>
    public string Segment { get; }

    public PaneRing<QualitySums> Panes { get; }

    public void Collect(SeriesWriter writer, IReadOnlyList<QualityMetric> metrics, QualitySums sums)
    {
        for (int i = 0; i < _labels.Length; i++)
        {
            Statistics.Intervals.Interval interval = metrics[i].Interval(sums);
            writer.Write(_labels[i].Value, interval.Value);
            writer.Write(_labels[i].Lower, interval.Lower);
            writer.Write(_labels[i].Upper, interval.Upper);
            if (i == 0 && _accuracyBySegment is not null) writer.Write(_accuracyBySegment, interval.Value);
        }
    }
}
