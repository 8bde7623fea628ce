using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Quality over a sliding window of the labels' event time: of the whole, and of each value of each declared segment. By the time of
/// the label, a delay of any length still gives a figure.
/// </summary>
internal sealed class RollingQuality : IOutcomeObserver
{
    /// <summary>The name of the whole among the segments.</summary>
    public const string Whole = "ground_truth_sample";

    /// <summary>With fewer labels there is no figure: an interval over them spans most of what is possible.</summary>
    public const long LeastLabels = 30;

    /// <summary>The position of a record that does not name the segment.</summary>
    public const ushort NoSegment = JoinedOutcome.NoPosition;

    private readonly ModelSeries _series;
    private readonly Baseline _baseline;
    private readonly PaneWidth _width;
    private readonly SegmentQuality _whole;
    private readonly NameTable[] _values;
    private readonly List<SegmentQuality>[] _segments;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { Whole };

    public RollingQuality(ModelSeries series, Baseline baseline, ModelOptions options)
    {
        _series = series;
        _baseline = baseline;
        _width = PaneWidth.Of(options.Windows.Quality);
        Metrics = QualityMetric.Of(baseline.Type);
        _whole = new SegmentQuality(series, Metrics, Whole, _width);
        _values = [.. baseline.SegmentKeys.Select(_ => new NameTable(options.SegmentLimit))];
        _segments = [.. baseline.SegmentKeys.Select(_ => new List<SegmentQuality>())];
        foreach (QualityBaseline quality in baseline.Quality)
        {
            for (int key = 0; key < _values.Length; key++)
            {
                if (baseline.SegmentKeys[key] != quality.SegmentKey) continue;
                _values[key].FindOrAdd(quality.SegmentValue);
                MakeSegments(key);
            }
        }
    }

    public IReadOnlyList<QualityMetric> Metrics { get; }

    /// <summary>Event time of the newest label that found its prediction; null before the first.</summary>
    public long? LastLabelMs { get; private set; }

    /// <summary>Segment values that had to share <c>__other__</c>.</summary>
    public long Overflowed
    {
        get
        {
            long sum = 0;
            foreach (NameTable values in _values) sum += values.Overflowed;
            return sum;
        }
    }

    /// <summary>Writes the position of the record's value of each declared key.</summary>
    public void FindSegments(RecordBatch batch, in EventRecord record, Span<ushort> positions)
    {
        positions.Fill(NoSegment);
        ReadOnlySpan<TextSlice> slices = batch.SegmentsOf(record);
        for (int key = 0; key < slices.Length && key < positions.Length; key++)
        {
            if (slices[key].IsEmpty) continue;
            positions[key] = (ushort)_values[key].FindOrAdd(batch.Utf8(slices[key]));
            if (positions[key] >= _segments[key].Count) MakeSegments(key);
        }
    }

    public void Joined(in JoinedOutcome outcome)
    {
        LastLabelMs = Math.Max(LastLabelMs ?? outcome.LabelTimeMs, outcome.LabelTimeMs);
        QualitySums sums = Compare(outcome);
        _whole.Panes.Add(outcome.LabelTimeMs, sums);
        for (int key = 0; key < outcome.Segments.Length; key++)
        {
            ushort position = outcome.Segments[key];
            if (position != NoSegment) _segments[key][position].Panes.Add(outcome.LabelTimeMs, sums);
        }
    }

    public void Withdrawn(in JoinedOutcome outcome)
    {
        QualitySums sums = Compare(outcome);
        _whole.Panes.Remove(outcome.LabelTimeMs, sums);
        for (int key = 0; key < outcome.Segments.Length; key++)
        {
            ushort position = outcome.Segments[key];
            if (position != NoSegment) _segments[key][position].Panes.Remove(outcome.LabelTimeMs, sums);
        }
    }

    public void Collect(SeriesWriter writer, long endMs)
    {
        _whole.Collect(writer, Metrics, endMs);
        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Collect(writer, Metrics, endMs);
        }
    }

    /// <summary>Labelled predictions of the whole.</summary>
    public long LabelsAt(long endMs) => _whole.Panes.Sum(endMs).N;

    /// <summary>The figures that have enough labels: of the whole first, then by segment key and value.</summary>
    public IEnumerable<(string Key, string Value, string Segment, QualityMetric Metric, QualitySums Sums)> Figures(long endMs)
    {
        foreach (QualityMetric metric in Metrics)
        {
            QualitySums sums = _whole.Panes.Sum(endMs);
            if (sums.N >= LeastLabels) yield return ("", "", Whole, metric, sums);
        }

        for (int key = 0; key < _segments.Length; key++)
        {
            for (int value = 0; value < _segments[key].Count; value++)
            {
                SegmentQuality segment = _segments[key][value];
                QualitySums sums = segment.Panes.Sum(endMs);
                if (sums.N < LeastLabels) continue;
                foreach (QualityMetric metric in Metrics)
                {
                    yield return (_baseline.SegmentKeys[key], _values[key][value], segment.Segment, metric, sums);
                }
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(LastLabelMs ?? long.MinValue);
        _whole.Panes.Save(writer, QualitySums.Save);
        for (int key = 0; key < _segments.Length; key++)
        {
            _values[key].Save(writer);
            foreach (SegmentQuality segment in _segments[key]) writer.Write(segment.Segment);
        }

        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Panes.Save(writer, QualitySums.Save);
        }
    }

    public void Load(BinaryReader reader)
    {
        long lastLabelMs = reader.ReadInt64();
        LastLabelMs = lastLabelMs == long.MinValue ? null : lastLabelMs;
        _whole.Panes.Load(reader, QualitySums.Load);
        _taken.Clear();
        _taken.Add(Whole);
        for (int key = 0; key < _segments.Length; key++)
        {
            _values[key].Load(reader);
            _segments[key].Clear();
            for (int i = 0; i < _values[key].Count; i++)
            {
                string name = reader.ReadString();
                _taken.Add(name);
                _segments[key].Add(new SegmentQuality(_series, Metrics, name, _width));
            }
        }

        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Panes.Load(reader, QualitySums.Load);
        }
    }

    private static QualitySums Compare(in JoinedOutcome outcome) => outcome.PredictedClass == JoinedOutcome.NoPosition
        ? QualitySums.OfError(outcome.PredictedNumber - outcome.LabelledNumber)
        : QualitySums.OfAnswer(outcome.IsCorrect);

    private void MakeSegments(int key)
    {
        for (int i = _segments[key].Count; i < _values[key].Count; i++)
        {
            // The value alone names the segment, unless another key has the same value.
            string name = _values[key][i];
            if (!_taken.Add(name))
            {
                name = $"{_baseline.SegmentKeys[key]}={name}";
                _taken.Add(name);
            }

            _segments[key].Add(new SegmentQuality(_series, Metrics, name, _width));
        }
    }
}
