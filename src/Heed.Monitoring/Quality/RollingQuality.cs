using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Quality;

/// <summary>
/// Quality over a sliding window of the labels' event time: of the whole, and of each value of each declared segment. By the time of
/// the label, a delay of any length still gives a figure.
/// </summary>
internal sealed class RollingQuality : IOutcomeObserver
{
    /// <summary>The name of the whole among the segments.</summary>
    public const string WholeName = "ground_truth_sample";

    /// <summary>With fewer labels there is no figure.</summary>
    public const long LeastLabels = QualityMetric.LeastRecords;

    /// <summary>The position of a record that does not name the segment.</summary>
    public const ushort NoSegment = JoinedOutcome.NoPosition;

    private readonly ModelSeries _series;
    private readonly Baseline _baseline;
    private readonly TimeSpan _window;
    private readonly int _positive;
    private readonly float[] _figures;
    private readonly SegmentQuality _whole;
    private readonly BreakdownSeries _breakdown;
    private readonly ClassAreas? _areas;
    private readonly NameTable[] _values;
    private readonly List<SegmentQuality>[] _segments;
    private readonly KeptFigures _keptBreakdown = new();
    private OutcomeTally? _scratch;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { WholeName };

    public RollingQuality(ModelSeries series, Baseline baseline, ModelOptions options)
    {
        _series = series;
        _baseline = baseline;
        _window = options.Windows.Quality;
        Family = QualityFamily.Of(baseline.Type, baseline.Answers, options);
        _figures = new float[Family.Means];
        _positive = Family is BinaryQuality binary ? binary.Positive : -1;
        _whole = new SegmentQuality(series, Family, WholeName, _window, FiguresOf("", ""), isAskedOften: true);
        _breakdown = new BreakdownSeries(series, Family, baseline.Answers.Classes);
        int scored = Family is ClassQuality ? baseline.Answers.Classes.Count : 0;
        if (scored is >= 2 and <= OutcomeLayout.MostScores) _areas = new ClassAreas(series, scored, _window);
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

    public QualityFamily Family { get; }

    /// <summary>A tally that any method of the owner's thread may overwrite: it is too large for each to have one.</summary>
    public OutcomeTally Scratch => _scratch ??= Family.NewTally();

    /// <summary>Event time of the newest label that found its prediction; null before the first.</summary>
    public long? LastLabelMs { get; private set; }

    /// <summary>The age of the figures of the whole in a window with that end, as <see cref="KeptFigures"/> means it.</summary>
    public long AgeAt(long endMs) => _whole.AgeAt(endMs);

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

    public string SegmentValue(int key, int position) => _values[key][position];

    public void Joined(in JoinedOutcome outcome)
    {
        LastLabelMs = Math.Max(LastLabelMs ?? outcome.LabelTimeMs, outcome.LabelTimeMs);
        LabelledAnswer answer = AnswerOf(outcome);
        QualitySums sums = Family.SumsOf(answer);
        OutcomeDetail detail = Family.DetailOf(answer);
        _whole.Add(outcome.LabelTimeMs, sums, detail);
        _areas?.Add(outcome);
        for (int key = 0; key < outcome.Segments.Length; key++)
        {
            ushort position = outcome.Segments[key];
            if (position != NoSegment) _segments[key][position].Add(outcome.LabelTimeMs, sums, detail);
        }
    }

    public void Withdrawn(in JoinedOutcome outcome)
    {
        LabelledAnswer answer = AnswerOf(outcome);
        QualitySums sums = Family.SumsOf(answer);
        OutcomeDetail detail = Family.DetailOf(answer);
        _whole.Remove(outcome.LabelTimeMs, sums, detail);
        _areas?.Remove(outcome);
        for (int key = 0; key < outcome.Segments.Length; key++)
        {
            ushort position = outcome.Segments[key];
            if (position != NoSegment) _segments[key][position].Remove(outcome.LabelTimeMs, sums, detail);
        }
    }

    public void Collect(SeriesWriter writer, long endMs)
    {
        _whole.Collect(writer, endMs, Scratch);
        CollectBreakdown(writer, endMs);
        _areas?.Collect(writer, endMs);
        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Collect(writer, endMs, Scratch);
        }
    }

    /// <summary>What the figures of the whole are computed from. Lasts until the next call of any method.</summary>
    public QualityFigures Whole(long endMs) => _whole.Figures(endMs, Scratch);

    /// <summary>Labelled predictions of the whole.</summary>
    public long LabelsAt(long endMs) => _whole.Labels(endMs);

    /// <summary>The figures that have enough labels: of the whole first, then by segment key and value.</summary>
    public IReadOnlyList<QualityFigure> Figures(long endMs)
    {
        List<QualityFigure> figures = [];
        AddFigures(figures, "", "", _whole, endMs);
        if (_areas is not null) figures.AddRange(_areas.Figures(endMs));
        for (int key = 0; key < _segments.Length; key++)
        {
            for (int value = 0; value < _segments[key].Count; value++)
            {
                AddFigures(figures, _baseline.SegmentKeys[key], _values[key][value], _segments[key][value], endMs);
            }
        }

        return figures;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(LastLabelMs ?? long.MinValue);
        _whole.Save(writer);
        _areas?.Save(writer);
        for (int key = 0; key < _segments.Length; key++)
        {
            _values[key].Save(writer);
            foreach (SegmentQuality segment in _segments[key]) writer.Write(segment.Segment);
        }

        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        long lastLabelMs = reader.ReadInt64();
        LastLabelMs = lastLabelMs == long.MinValue ? null : lastLabelMs;
        _keptBreakdown.Forget();
        _whole.Load(reader);
        _areas?.Load(reader);
        _taken.Clear();
        _taken.Add(WholeName);
        for (int key = 0; key < _segments.Length; key++)
        {
            _values[key].Load(reader);
            _segments[key].Clear();
            for (int i = 0; i < _values[key].Count; i++)
            {
                string name = reader.ReadString();
                _taken.Add(name);
                AddSegment(key, i, name);
            }
        }

        foreach (List<SegmentQuality> values in _segments)
        {
            foreach (SegmentQuality segment in values) segment.Load(reader);
        }
    }

    private void CollectBreakdown(SeriesWriter writer, long endMs)
    {
        long age = _whole.AgeAt(endMs);
        if (_keptBreakdown.TryRepeat(writer, age)) return;
        _breakdown.Collect(_keptBreakdown.Begin(writer), _whole.Figures(endMs, Scratch));
        _keptBreakdown.End(age);
    }

    /// <summary>An outcome as the family counts it. Lasts until the next call.</summary>
    public LabelledAnswer AnswerOf(in JoinedOutcome outcome)
    {
        LabelledAnswer answer = LabelledAnswer.Of(outcome, _positive);
        if (outcome.Figures.IsEmpty) return answer;
        outcome.Figures.CopyTo(_figures);
        return answer with { Figures = _figures };
    }

    private void AddFigures(List<QualityFigure> figures, string key, string value, SegmentQuality segment, long endMs)
    {
        QualityFigures window = segment.Figures(endMs, Scratch);
        for (int i = 0; i < Family.Metrics.Count; i++)
        {
            QualityMetric metric = Family.Metrics[i];
            Statistics.Intervals.Interval interval = SegmentQuality.IntervalOf(metric, window);
            if (double.IsNaN(interval.Value)) continue;
            double before = segment.BaselineOf(i).Value;
            figures.Add(new QualityFigure(key, value, segment.Segment, metric.Name, interval, before, metric.Records(window)));
        }
    }

    private QualityBaseline[] FiguresOf(string key, string value) =>
        [.. _baseline.Quality.Where(q => q.SegmentKey == key && q.SegmentValue == value)];

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

            AddSegment(key, i, name);
        }
    }

    private void AddSegment(int key, int value, string name) => _segments[key].Add(
        new SegmentQuality(_series, Family, name, _window, FiguresOf(_baseline.SegmentKeys[key], _values[key][value])));
}
