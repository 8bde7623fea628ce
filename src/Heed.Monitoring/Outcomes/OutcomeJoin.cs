using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Joins labels to predictions by id, whichever comes first. What is kept is bounded by number and by event time; what is dropped
/// is counted. A label that changes revises the quality it went into.
/// </summary>
internal sealed class OutcomeJoin
{
    private readonly ModelType _type;
    private readonly int _limit;
    private readonly long _joinWithinMs;
    private readonly RollingQuality _quality;
    private readonly OwnCounters _counters;
    private readonly RecordTable<PendingPrediction> _predictions;
    private readonly RecordTable<WaitingLabel> _labels = new(0);
    private readonly PaneRing<CoverageSums> _coverage;
    private readonly LabelDelays _delays = new();
    private readonly Dictionary<ulong, int> _positions = [];

    public OutcomeJoin(Baseline baseline, ModelOptions options, RollingQuality quality, OwnCounters counters)
    {
        _type = baseline.Type;
        foreach (string name in baseline.Answers.Classes)
        {
            StableHash hash = new(0);
            hash.Add(System.Text.Encoding.UTF8.GetBytes(name));
            _positions.TryAdd(hash.ToUInt64(), _positions.Count);
        }

        _limit = options.OutcomeLimit;
        _joinWithinMs = (long)options.JoinWithin.TotalMilliseconds;
        _quality = quality;
        _counters = counters;
        _predictions = new RecordTable<PendingPrediction>(options.Segments.Count);
        _coverage = new PaneRing<CoverageSums>(PaneWidth.Of(options.Windows.Quality));
    }

    /// <summary>Predictions kept that have no label yet.</summary>
    public long WaitingPredictions { get; private set; }

    /// <summary>Labels kept whose prediction has not arrived.</summary>
    public long WaitingLabels => _labels.Count;

    /// <summary>Whether a prediction of that id is kept.</summary>
    public bool Knows(RecordId id) => !id.IsNone && _predictions.Find(id) >= 0;

    /// <summary>The labelled share of the predictions of the quality window; NaN where it has none.</summary>
    public double CoverageRatio(long endMs)
    {
        CoverageSums sums = _coverage.Sum(endMs);
        return sums.Predictions == 0 ? double.NaN : sums.Labelled / (double)sums.Predictions;
    }

    public double? MedianDelaySeconds() => _delays.MedianSeconds();

    /// <summary>Keeps an answered prediction whose id is not known yet, and gives it a label that waits.</summary>
    public void AddPrediction(RecordBatch batch, in EventRecord record)
    {
        _coverage.Add(record.TimeMs, new CoverageSums(1, 0));
        if (record.Id.IsNone || !TryAnswer(batch, record, out ulong answer)) return;
        if (_predictions.Count == _limit) EvictPrediction(_predictions.Oldest());
        int slot = _predictions.Add(record.Id, new PendingPrediction(record.TimeMs, answer, PendingPrediction.NoLabel, 0));
        WaitingPredictions++;
        _quality.FindSegments(batch, record, _predictions.ExtrasAt(slot));
        int waiting = _labels.Find(record.Id);
        if (waiting < 0) return;
        WaitingLabel label = _labels.At(waiting);
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

        WaitingLabel label = new(record.TimeMs, answer);
        int slot = _predictions.Find(record.Id);
        if (slot >= 0) Apply(slot, label);
        else Wait(record.Id, label);
    }

    /// <summary>Drops what has waited longer than labels are joined within.</summary>
    public void Expire(long newestMs)
    {
        long oldestMs = newestMs - _joinWithinMs;
        for (int slot = _predictions.Oldest(); slot >= 0 && _predictions.At(slot).TimeMs < oldestMs; slot = _predictions.Oldest())
        {
            DropPrediction(slot);
        }

        for (int slot = _labels.Oldest(); slot >= 0 && _labels.At(slot).TimeMs < oldestMs; slot = _labels.Oldest())
        {
            _counters.Add(OwnCounter.UnmatchedLabels);
            _labels.Remove(slot);
        }
    }

    public void Save(BinaryWriter writer)
    {
        _predictions.Save(writer, PendingPrediction.Save);
        _labels.Save(writer, WaitingLabel.Save);
        _coverage.Save(writer, CoverageSums.Save);
        _delays.Save(writer);
        writer.Write(WaitingPredictions);
    }

    public void Load(BinaryReader reader)
    {
        _predictions.Load(reader, PendingPrediction.Load);
        _labels.Load(reader, WaitingLabel.Load);
        _coverage.Load(reader, CoverageSums.Load);
        _delays.Load(reader);
        WaitingPredictions = reader.ReadInt64();
    }

    private void Apply(int slot, WaitingLabel label)
    {
        ref PendingPrediction pending = ref _predictions.At(slot);
        long delayMs = label.TimeMs - pending.TimeMs;
        if (delayMs > _joinWithinMs)
        {
            _counters.Add(OwnCounter.UnmatchedLabels);
            return;
        }

        if (pending.IsLabelled && pending.Label == label.Answer)
        {
            _counters.Add(OwnCounter.DuplicateLabels);
            return;
        }

        ReadOnlySpan<ushort> segments = _predictions.ExtrasAt(slot);
        if (pending.IsLabelled)
        {
            _counters.Add(OwnCounter.RevisedLabels);
            _quality.Remove(pending.LabelTimeMs, segments, Compare(pending.Answer, pending.Label));
        }
        else
        {
            WaitingPredictions--;
            _coverage.AddInPlace(pending.TimeMs, new CoverageSums(0, 1));
            _delays.Add(Math.Max(0, delayMs));
        }

        pending = pending with { LabelTimeMs = label.TimeMs, Label = label.Answer };
        _quality.Add(label.TimeMs, segments, Compare(pending.Answer, label.Answer));
    }

    private void Wait(RecordId id, WaitingLabel label)
    {
        int slot = _labels.Find(id);
        if (slot >= 0)
        {
            bool same = _labels.At(slot).Answer == label.Answer;
            _counters.Add(same ? OwnCounter.DuplicateLabels : OwnCounter.RevisedLabels);
            if (!same) _labels.At(slot) = label;
            return;
        }

        if (_labels.Count == _limit)
        {
            _counters.Add(OwnCounter.EvictedLabels);
            _labels.Remove(_labels.Oldest());
        }

        _labels.Add(id, label);
    }

    private void EvictPrediction(int slot)
    {
        _counters.Add(OwnCounter.EvictedPredictions);
        DropPrediction(slot);
    }

    private void DropPrediction(int slot)
    {
        if (!_predictions.At(slot).IsLabelled) WaitingPredictions--;
        _predictions.Remove(slot);
    }

    private LabelledAnswer Compare(ulong answer, ulong label) => _type == ModelType.Regression
        ? new LabelledAnswer(-1, -1, BitConverter.UInt64BitsToDouble(answer), BitConverter.UInt64BitsToDouble(label), double.NaN, double.NaN, 1)
        : new LabelledAnswer(PositionOf(answer), PositionOf(label), double.NaN, double.NaN, double.NaN, double.NaN, 1);

    /// <summary>Of a class by its hash; classes that the baseline does not know get positions behind its own, apart from each other.</summary>
    private int PositionOf(ulong name) => _positions.TryGetValue(name, out int position) ? position : (int)(name >> 33) | (1 << 30);

    private bool TryAnswer(RecordBatch batch, in EventRecord record, out ulong answer)
    {
        if (_type == ModelType.Regression)
        {
            answer = BitConverter.DoubleToUInt64Bits(record.AnswerNumber);
            return double.IsFinite(record.AnswerNumber);
        }

        StableHash hash = new(0);
        hash.Add(batch.Utf8(record.Answer));
        answer = hash.ToUInt64();
        return !record.Answer.IsEmpty;
    }
}
