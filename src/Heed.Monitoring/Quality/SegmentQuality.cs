using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>The rolling quality of the whole or of one segment, and its series.</summary>
internal sealed class SegmentQuality
{
    private readonly ModelSeries _series;
    private readonly QualityFamily _family;
    private readonly PaneWidth _sumsWidth;
    private readonly PaneWidth _detailsWidth;
    private readonly PaneRing<QualitySums> _sums;
    private readonly OutcomePanes _details;
    private readonly GaugeSeries? _accuracyBySegment;
    private readonly KeptFigures _kept = new();
    private readonly QualitySeries?[] _figures;
    private readonly QualitySeries?[] _changes;
    private readonly Interval[] _baseline;
    private long _version;

    /// <param name="series">Of the model.</param>
    /// <param name="family">Its figures.</param>
    /// <param name="segment">The label <c>segment</c>.</param>
    /// <param name="window">How far back a label counts.</param>
    /// <param name="baseline">The figures of the same segment in the baseline.</param>
    /// <param name="isAskedOften">Whether it is worth the space to keep the sum of the panes that are over.</param>
    public SegmentQuality(
        ModelSeries series,
        QualityFamily family,
        string segment,
        TimeSpan window,
        IReadOnlyList<QualityBaseline> baseline,
        bool isAskedOften = false)
    {
        Segment = segment;
        _family = family;
        _sumsWidth = PaneWidth.Of(window);
        _detailsWidth = PaneWidth.Of(window, OutcomePanes.MostPanes);
        _sums = new PaneRing<QualitySums>(_sumsWidth);
        _details = new OutcomePanes(_detailsWidth, isAskedOften ? family.NewTally : null);
        IReadOnlyList<QualityMetric> metrics = family.Metrics;
        if (metrics[0].Name == "accuracy") _accuracyBySegment = series.Gauge(MetricNames.AccuracyBySegment, ("segment", segment));
        _series = series;
        _figures = new QualitySeries?[metrics.Count];
        _changes = new QualitySeries?[metrics.Count];
        _baseline = [.. metrics.Select(m => BaselineOf(baseline, m.Name))];
    }

    /// <summary>The label <c>segment</c>.</summary>
    public string Segment { get; }

    public void Add(long labelTimeMs, QualitySums sums, in OutcomeDetail detail)
    {
        _version++;
        _sums.Add(labelTimeMs, sums);
        _details.Add(labelTimeMs, detail);
    }

    public void Remove(long labelTimeMs, QualitySums sums, in OutcomeDetail detail)
    {
        _version++;
        _sums.Remove(labelTimeMs, sums);
        _details.Remove(labelTimeMs, detail);
    }

    /// <summary>The age of the figures of a window with that end, as <see cref="KeptFigures"/> means it.</summary>
    public long AgeAt(long endMs) => _version + _sumsWidth.PaneOf(endMs) + _detailsWidth.PaneOf(endMs);

    /// <summary>Labelled predictions.</summary>
    public long Labels(long endMs) => _sums.Sum(endMs).Mass.N;

    /// <param name="endMs">The last millisecond of the window.</param>
    /// <param name="scratch">Overwritten, and part of the result.</param>
    public QualityFigures Figures(long endMs, OutcomeTally scratch)
    {
        _details.Sum(endMs, scratch);
        return new QualityFigures(_sums.Sum(endMs), scratch);
    }

    /// <summary>Writes the figures, each where it has enough records, and their changes from the baseline.</summary>
    /// <param name="writer">Takes the samples.</param>
    /// <param name="endMs">The last millisecond of the window.</param>
    /// <param name="scratch">May be overwritten.</param>
    public void Collect(SeriesWriter writer, long endMs, OutcomeTally scratch)
    {
        long age = AgeAt(endMs);
        if (_kept.TryRepeat(writer, age)) return;
        Collect(_kept.Begin(writer), Figures(endMs, scratch));
        _kept.End(age);
    }

    /// <summary><see cref="Interval.None"/> with too few records.</summary>
    public static Interval IntervalOf(QualityMetric metric, QualityFigures figures) =>
        metric.Records(figures) >= QualityMetric.LeastRecords ? metric.Interval(figures) : Interval.None;

    /// <summary>Of the metric at a position; <see cref="Interval.None"/> where the baseline has none.</summary>
    public Interval BaselineOf(int metric) => _baseline[metric];

    public void Save(BinaryWriter writer)
    {
        _sums.Save(writer, QualitySums.Save);
        _details.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _sums.Load(reader, QualitySums.Load);
        _details.Load(reader);
        _kept.Forget();
    }

    private void Collect(SeriesWriter writer, QualityFigures figures)
    {
        for (int i = 0; i < _figures.Length; i++)
        {
            QualityMetric metric = _family.Metrics[i];
            Interval interval = IntervalOf(metric, figures);
            Collect(writer, ref _figures[i], MetricNames.Quality, metric, interval);
            Collect(writer, ref _changes[i], MetricNames.QualityChange, metric, QualityIntervals.Difference(interval, _baseline[i]));
            if (i == 0) _accuracyBySegment?.Collect(writer, interval.Value);
        }
    }

    /// <summary>A series takes space from its first value on: most figures of most segments never have one.</summary>
    private void Collect(SeriesWriter writer, ref QualitySeries? series, string name, QualityMetric metric, Interval interval)
    {
        if (!double.IsNaN(interval.Value)) series ??= new QualitySeries(_series, name, ("metric", metric.Name), ("segment", Segment));
        series?.Collect(writer, interval);
    }

    private static Interval BaselineOf(IReadOnlyList<QualityBaseline> baseline, string metric)
    {
        foreach (QualityBaseline figure in baseline)
        {
            // A baseline with fewer labels says too little for a difference from it.
            if (figure.Metric == metric && figure.N >= QualityMetric.LeastRecords)
            {
                return new Interval(figure.Value, figure.Lower, figure.Upper);
            }
        }

        return Interval.None;
    }
}
