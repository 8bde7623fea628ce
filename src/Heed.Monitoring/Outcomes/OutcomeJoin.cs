using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Rankings;
using Heed.Monitoring.Reviews;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Joins labels to predictions by id, whichever comes first. What is kept is bounded by number and by event time; what is dropped
/// is counted. A label that changes withdraws the outcome that it was part of and joins another one.
/// </summary>
internal sealed class OutcomeJoin
{
    /// <summary>Labels kept whose predictions have not come; they are in memory.</summary>
    public const int MostLabels = 1_000_000;

    private readonly ModelType _type;
    private readonly int _limit;
    private readonly int _labelLimit;
    private readonly long _joinWithinMs;
    private readonly NameTable _classes;
    private readonly RollingQuality _segments;
    private readonly IOutcomeObserver[] _observers;
    private readonly ReviewMonitor _reviews;
    private readonly OwnCounters _counters;
    private readonly OutcomeLayout _layout;
    private readonly RankedOutcomes? _ranked;
    private readonly FeatureCells _cells;
    private readonly Utf8Names _scored;
    private readonly PredictionStore _predictions;
    private readonly RecordTable<WaitingLabel> _labels;
    private readonly PaneRing<CoverageSums> _coverage;
    private readonly UnlabelledPanes _unlabelled;
    private readonly LabelDelays _delays;
    private readonly GaugeSeries _unlabelledSeries;
    private readonly GaugeSeries _coverageSeries;
    private long _oldestMs = long.MinValue;

    /// <param name="series">The model's.</param>
    /// <param name="baseline">Whose bins the cells of features are, and whose classes the scores are kept of.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="classes">The model's table of classes; labelled ones are added to it.</param>
    /// <param name="segments">Knows the positions of segment values.</param>
    /// <param name="observers">Told of every outcome, in this order.</param>
    /// <param name="reviews">Chooses predictions that people are asked to label.</param>
    /// <param name="counters">Counts what is dropped.</param>
    /// <param name="directory">Where predictions are kept that wait long; null to keep all in memory.</param>
    /// <param name="hotLimit">As of <see cref="PredictionStore"/>.</param>
    public OutcomeJoin(
        ModelSeries series,
        Baseline baseline,
        ModelOptions options,
        NameTable classes,
        RollingQuality segments,
        IReadOnlyList<IOutcomeObserver> observers,
        ReviewMonitor reviews,
        OwnCounters counters,
        string? directory,
        int hotLimit = PredictionStore.HotLimit)
    {
        _type = baseline.Type;
        _limit = options.OutcomeLimit;
        RankingFigures? ranking = _type == ModelType.Ranking ? new RankingFigures(options.Cutoffs) : null;
        _labelLimit = Math.Min(options.OutcomeLimit, ranking is null ? MostLabels : RankedOutcomes.MostLabels);
        _joinWithinMs = (long)options.JoinWithin.TotalMilliseconds;
        _classes = classes;
        _segments = segments;
        _observers = [.. observers];
        _reviews = reviews;
        _counters = counters;
        _layout = new OutcomeLayout(baseline, ranking);
        _ranked = ranking is null ? null : new RankedOutcomes(baseline, ranking, _layout);
        _labels = new RecordTable<WaitingLabel>(ranking is null ? 0 : RelevantItems.StoredBytes);
        _cells = new FeatureCells(baseline);
        _scored = new Utf8Names(baseline.Answers.Classes.Take(_layout.Scores));
        _predictions = new PredictionStore(_layout.Size, directory, Evicted, hotLimit);
        _unlabelled = new UnlabelledPanes(options.JoinWithin);
        _delays = new LabelDelays(series);
        _unlabelledSeries = series.Gauge(MetricNames.UnlabelledPredictions);
        _coverageSeries = series.Gauge(MetricNames.LabelCoverage);
        _coverage = new PaneRing<CoverageSums>(PaneWidth.Of(options.Windows.Quality));
    }

    /// <summary>Numbers the feature cells of outcomes; whoever else needs cells shares it.</summary>
    public FeatureCells Cells => _cells;

    /// <summary>Predictions kept that have no label yet.</summary>
    public long WaitingPredictions => _unlabelled.Total;

    /// <summary>Of the kept predictions those that are in files.</summary>
    public long PredictionsInFiles => _predictions.Cold;

    /// <summary>Labels kept whose prediction has not arrived.</summary>
    public long WaitingLabels => _labels.Count;

    /// <summary>Whether a prediction of that id is kept.</summary>
    public bool Knows(RecordId id) => !id.IsNone && _predictions.Contains(id, _oldestMs);

    /// <summary>The labelled share of the predictions of the quality window; NaN where it has none.</summary>
    public double CoverageRatio(long endMs)
    {
        CoverageSums sums = _coverage.Sum(endMs);
        return sums.Predictions == 0 ? double.NaN : sums.Labelled / (double)sums.Predictions;
    }

    public double? MedianDelaySeconds() => _delays.MedianSeconds();

    /// <summary>Keeps an answered prediction whose id is not known yet, and gives it a label that waits.</summary>
    public void AddPrediction(in PredictionView prediction)
    {
        RecordBatch batch = prediction.Batch;
        ref readonly EventRecord record = ref prediction.Record;
        _coverage.Add(record.TimeMs, new CoverageSums(1, 0));
        if (record.Id.IsNone || !TryAnswer(batch, record, out ulong answer)) return;
        if (_predictions.Count >= _limit) _predictions.DropOldest();
        PendingPrediction pending = new()
        {
            TimeMs = record.TimeMs,
            Answer = answer,
            LabelTimeMs = PendingPrediction.NoLabel,
            Score = record.Score,
            Confidence = prediction.Confidence,
            Class = PositionOf(prediction.Class),
            LabelClass = JoinedOutcome.NoPosition,
            Version = PositionOf(prediction.Version),
        };
        int slot = _predictions.Add(record.Id, pending);
        _unlabelled.Add(record.TimeMs, 1);
        Describe(prediction, _predictions.ExtrasAt(slot));
        _predictions.At(slot).Inclusion = (float)_reviews.Choose(prediction, _layout.SegmentsOf(_predictions.ExtrasAt(slot)));
        int waiting = _labels.Find(record.Id);
        if (waiting < 0) return;
        _reviews.LabelCame(record.Id);
        WaitingLabel label = _labels.At(waiting);
        _ranked?.Restore(_labels.ExtrasAt(waiting));
        _labels.Remove(waiting);
        Apply(slot, label);
    }

    /// <summary>Takes a label or a correction.</summary>
    public void AddLabel(RecordBatch batch, in EventRecord record)
    {
        if (record.Id.IsNone)
        {
            _counters.Add(OwnCounter.UnmatchedLabels);
            return;
        }

        if (!TryAnswer(batch, record, out ulong answer))
        {
            _counters.Add(OwnCounter.InvalidLabels);
            return;
        }

        bool isClass = _type != ModelType.Regression && _ranked is null;
        int position = isClass ? _classes.FindOrAdd(batch.Utf8(record.Answer)) : -1;
        WaitingLabel label = new(record.TimeMs, answer, PositionOf(position), !record.Reviewer.IsEmpty);
        int slot = _predictions.Find(record.Id, _oldestMs);
        _reviews.LabelCame(record.Id);
        if (slot >= 0) Apply(slot, label);
        else Wait(record.Id, label);
    }

    /// <summary>A number that only grows, and does when <see cref="Collect"/> may write something else.</summary>
    public long AgeAt(long endMs) =>
        _coverage.AgeAt(endMs) + _unlabelled.Version + _delays.Added + _predictions.Damaged + _predictions.FailedWrites;

    public void Collect(SeriesWriter writer, long endMs)
    {
        _coverageSeries.Collect(writer, CoverageRatio(endMs));
        _unlabelledSeries.Collect(writer, _unlabelled.Total);
        _delays.Collect(writer);
        _counters[OwnCounter.DamagedPredictions] = _predictions.Damaged;
        _counters[OwnCounter.FailedOutcomeWrites] = _predictions.FailedWrites;
    }

    /// <summary>Drops what has waited longer than labels are joined within.</summary>
    public void Expire(long newestMs)
    {
        long oldestMs = newestMs - _joinWithinMs;
        if (oldestMs <= _oldestMs) return;
        _oldestMs = oldestMs;
        _predictions.Expire(oldestMs);
        _reviews.Expire(oldestMs);
        _counters.Add(OwnCounter.ExpiredPredictions, _unlabelled.Expire(oldestMs));
        for (int slot = _labels.Oldest(); slot >= 0 && _labels.At(slot).TimeMs < oldestMs; slot = _labels.Oldest())
        {
            _counters.Add(OwnCounter.UnmatchedLabels);
            _labels.Remove(slot);
        }
    }

    public void Save(BinaryWriter writer)
    {
        _predictions.Save(writer);
        _labels.Save(writer);
        _coverage.Save(writer, CoverageSums.Save);
        _delays.Save(writer);
        _unlabelled.Save(writer);
        writer.Write(_oldestMs);
    }

    public void Load(BinaryReader reader)
    {
        _predictions.Load(reader);
        _labels.Load(reader);
        _coverage.Load(reader, CoverageSums.Load);
        _delays.Load(reader);
        _unlabelled.Load(reader);
        _oldestMs = reader.ReadInt64();
    }

    /// <summary>The last save is on the disk, as part of a checkpoint.</summary>
    public void CheckpointKept() => _predictions.CheckpointKept();

    /// <summary>Closes the files.</summary>
    public void Close() => _predictions.Close();

    private void Apply(int slot, WaitingLabel label)
    {
        ref PendingPrediction pending = ref _predictions.At(slot);
        long delayMs = label.TimeMs - pending.TimeMs;
        if (delayMs > _joinWithinMs)
        {
            _counters.Add(OwnCounter.UnmatchedLabels);
            return;
        }

        // A label that a chosen prediction got by review stands for all predictions like it. How others were chosen nobody knows, and each
        // stands for itself.
        bool isReviewed = pending.IsReviewed || (label.IsReview && pending.Inclusion > 0);
        float weight = isReviewed ? 1 / pending.Inclusion : 1;
        if (pending.IsLabelled && pending.Label == label.Answer && pending.IsReviewed == isReviewed)
        {
            _counters.Add(OwnCounter.DuplicateLabels);
            return;
        }

        if (pending.IsLabelled)
        {
            _counters.Add(pending.Label == label.Answer ? OwnCounter.DuplicateLabels : OwnCounter.RevisedLabels);
            JoinedOutcome before = Outcome(slot);
            foreach (IOutcomeObserver observer in _observers) observer.Withdrawn(before);
        }
        else
        {
            _unlabelled.Add(pending.TimeMs, -1);
            _coverage.AddInPlace(pending.TimeMs, new CoverageSums(0, 1));
            _delays.Add(Math.Max(0, delayMs));
        }

        pending.LabelTimeMs = label.TimeMs;
        pending.Label = label.Answer;
        pending.LabelClass = label.Class;
        pending.LabelWeight = weight;
        pending.IsReviewed = isReviewed;
        _ranked?.Judge(_predictions.ExtrasAt(slot));
        JoinedOutcome outcome = Outcome(slot);
        foreach (IOutcomeObserver observer in _observers) observer.Joined(outcome);
    }

    private JoinedOutcome Outcome(int slot)
    {
        ref readonly PendingPrediction pending = ref _predictions.At(slot);
        Span<byte> bytes = _predictions.ExtrasAt(slot);
        bool number = _type == ModelType.Regression;
        return new JoinedOutcome
        {
            PredictionTimeMs = pending.TimeMs,
            LabelTimeMs = pending.LabelTimeMs,
            IsCorrect = _ranked?.IsGood(bytes) ?? pending.Answer == pending.Label,
            PredictedClass = pending.Class,
            LabelledClass = pending.LabelClass,
            PredictedNumber = number ? BitConverter.UInt64BitsToDouble(pending.Answer) : double.NaN,
            LabelledNumber = number ? BitConverter.UInt64BitsToDouble(pending.Label) : double.NaN,
            Score = pending.Score,
            Confidence = pending.Confidence,
            Weight = pending.LabelWeight,
            IsReviewed = pending.IsReviewed,
            Version = pending.Version,
            Segments = _layout.SegmentsOf(bytes),
            Scores = _layout.ScoresOf(bytes),
            Figures = _layout.FiguresOf(bytes),
            Cells = _layout.CellsOf(bytes),
        };
    }

    /// <summary>Keeps scores, items, segments and feature cells of a record.</summary>
    private void Describe(in PredictionView prediction, Span<byte> bytes)
    {
        RecordBatch batch = prediction.Batch;
        ref readonly EventRecord record = ref prediction.Record;
        prediction.Shown.CopyTo(_layout.ItemsOf(bytes));
        _segments.FindSegments(batch, record, _layout.SegmentsOf(bytes));
        _cells.Find(batch.FeaturesOf(record), _layout.CellsOf(bytes));
        Span<float> scores = _layout.ScoresOf(bytes);
        if (scores.IsEmpty) return;
        scores.Fill(float.NaN);
        int hint = 0;
        foreach (ClassScore score in batch.ScoresOf(record))
        {
            int position = _scored.Find(batch.Utf8(score.Class), hint);
            if (position < 0) continue;
            scores[position] = (float)score.Score;
            hint = position + 1;
        }
    }

    private static ushort PositionOf(int position) => position < 0 ? JoinedOutcome.NoPosition : (ushort)position;

    private void Wait(RecordId id, WaitingLabel label)
    {
        int slot = _labels.Find(id);
        if (slot >= 0)
        {
            bool same = _labels.At(slot).Answer == label.Answer;
            _counters.Add(same ? OwnCounter.DuplicateLabels : OwnCounter.RevisedLabels);
            if (same) return;
            _labels.At(slot) = label;
            _ranked?.Store(_labels.ExtrasAt(slot));
            return;
        }

        if (_labels.Count == _labelLimit)
        {
            _counters.Add(OwnCounter.EvictedLabels);
            _labels.Remove(_labels.Oldest());
        }

        slot = _labels.Add(id, label);
        _ranked?.Store(_labels.ExtrasAt(slot));
    }

    private void Evicted(PendingPrediction prediction)
    {
        _counters.Add(OwnCounter.EvictedPredictions);
        if (!prediction.IsLabelled) _unlabelled.Add(prediction.TimeMs, -1);
    }

    private bool TryAnswer(RecordBatch batch, in EventRecord record, out ulong answer)
    {
        if (_type == ModelType.Regression)
        {
            answer = BitConverter.DoubleToUInt64Bits(record.AnswerNumber);
            return double.IsFinite(record.AnswerNumber);
        }

        if (_ranked is not null)
        {
            answer = record.Kind == RecordKind.Prediction ? 0 : _ranked.Read(batch, record);
            return record.Error.IsEmpty;
        }

        StableHash hash = new(0);
        hash.Add(batch.Utf8(record.Answer));
        answer = hash.ToUInt64();
        return !record.Answer.IsEmpty;
    }
}
