using Heed.Model.Records;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// The predictions that wait for a label, or for another label. The newest are in memory; where there is a folder, the older ones are in
/// files there, so that tens of millions may wait. Without one, all are in memory.
/// </summary>
internal sealed class PredictionStore
{
    /// <summary>Predictions in memory beside files.</summary>
    public const int HotLimit = 1 << 16;

    /// <summary>So many move to a file at once.</summary>
    public const int BatchSize = 1 << 15;

    /// <summary>A disk that takes nothing is tried again until so many are in memory; from then on the oldest are dropped.</summary>
    private const int MostHot = 4 * HotLimit;

    private readonly RecordTable<PendingPrediction> _hot;
    private readonly ColdPredictions? _cold;
    private readonly byte[] _extra;
    private readonly int _hotLimit;
    private readonly int _batchSize;
    private readonly Action<PendingPrediction> _dropped;
    private int[]? _slots;
    private int _nextTry;

    /// <param name="extras">Bytes beside each prediction.</param>
    /// <param name="directory">Where files are kept; null to keep all in memory.</param>
    /// <param name="dropped">Told of each prediction that is dropped for want of room.</param>
    /// <param name="hotLimit">Other than <see cref="HotLimit"/> to try it with few.</param>
    public PredictionStore(int extras, string? directory, Action<PendingPrediction> dropped, int hotLimit = HotLimit)
    {
        _hot = new RecordTable<PendingPrediction>(extras);
        _cold = directory is null ? null : new ColdPredictions(extras, directory);
        _extra = new byte[extras];
        _dropped = dropped;
        _hotLimit = hotLimit;
        _batchSize = Math.Max(1, Math.Min(BatchSize, hotLimit / 2));
        _nextTry = hotLimit;
    }

    /// <summary>All that are kept.</summary>
    public long Count => _hot.Count + (_cold?.Live ?? 0);

    /// <summary>Those in files.</summary>
    public long Cold => _cold?.Live ?? 0;

    /// <summary>Lost because a file is cut short, damaged or unreadable.</summary>
    public long Damaged => _cold?.Damaged ?? 0;

    /// <summary>How often a batch could not be written.</summary>
    public long FailedWrites { get; private set; }

    public long IndexBytes => _cold?.IndexBytes ?? 0;

    /// <summary>Whether a prediction of the id is kept that is not older than a time.</summary>
    public bool Contains(RecordId id, long oldestMs)
    {
        int slot = _hot.Find(id);
        return slot >= 0 ? _hot.At(slot).TimeMs >= oldestMs : _cold is not null && _cold.Contains(id, oldestMs);
    }

    /// <summary>The slot of a prediction that is not older than a time, or −1. Valid until the next call.</summary>
    public int Find(RecordId id, long oldestMs)
    {
        int slot = _hot.Find(id);
        if (slot >= 0 && _hot.At(slot).TimeMs >= oldestMs) return slot;
        if (slot >= 0 || _cold is null || !_cold.TryTake(id, oldestMs, out PendingPrediction prediction, _extra)) return -1;
        slot = Add(id, prediction);
        _extra.CopyTo(_hot.ExtrasAt(slot));
        return slot;
    }

    public ref PendingPrediction At(int slot) => ref _hot.At(slot);

    public Span<byte> ExtrasAt(int slot) => _hot.ExtrasAt(slot);

    /// <param name="id">Of none that <see cref="Contains"/> finds.</param>
    /// <returns>The slot, whose extra bytes are undefined.</returns>
    public int Add(RecordId id, in PendingPrediction prediction)
    {
        // One that is too old to be found may still be here.
        int outdated = _hot.Find(id);
        if (outdated >= 0) _hot.Remove(outdated);
        if (_cold is not null && _hot.Count >= _nextTry) MoveToFile();
        return _hot.Add(id, prediction);
    }

    /// <summary>Drops the oldest for want of room: one in memory, or a whole batch in a file.</summary>
    public void DropOldest()
    {
        if (_cold is { Live: > 0 })
        {
            _cold.EvictOldest(_dropped);
            return;
        }

        int slot = _hot.Oldest();
        _dropped(_hot.At(slot));
        _hot.Remove(slot);
    }

    /// <summary>Frees what is older than a time, as far as that is cheap.</summary>
    public void Expire(long oldestMs)
    {
        for (int slot = _hot.Oldest(); slot >= 0 && _hot.At(slot).TimeMs < oldestMs; slot = _hot.Oldest()) _hot.Remove(slot);
        _cold?.Expire(oldestMs);
    }

    /// <summary>What is in files is on the disk when this returns; the rest is written.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_cold is not null);
        _hot.Save(writer);
        _cold?.Save(writer);
    }

    /// <summary>Continues from what was saved.</summary>
    /// <exception cref="InvalidDataException">It speaks of files, and this store has none, or the other way round.</exception>
    public void Load(BinaryReader reader)
    {
        bool files = _cold is not null;
        if (reader.ReadBoolean() != files) throw new InvalidDataException("expected waiting predictions that are kept in the same way");
        _hot.Load(reader);
        _cold?.Load(reader);
    }

    /// <summary>The last save is on the disk.</summary>
    public void CheckpointKept() => _cold?.CheckpointKept();

    public void Close() => _cold?.Dispose();

    private void MoveToFile()
    {
        if (_cold!.IsFull) _cold.EvictOldest(_dropped);
        _slots ??= new int[_batchSize];
        Span<int> oldest = _slots.AsSpan(0, _hot.Oldest(_slots));
        oldest.Sort((a, b) => Compare(_hot.IdAt(a), _hot.IdAt(b)));
        try
        {
            _cold.Write(_hot, oldest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            FailedWrites++;
            _nextTry = Math.Min(_hot.Count + _batchSize, MostHot);
            if (_hot.Count >= MostHot) DropHot(_batchSize);
            return;
        }

        foreach (int slot in oldest) _hot.Remove(slot);
        _nextTry = _hotLimit;
    }

    private void DropHot(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int slot = _hot.Oldest();
            _dropped(_hot.At(slot));
            _hot.Remove(slot);
        }
    }

    private static int Compare(RecordId a, RecordId b) => a.High != b.High ? a.High.CompareTo(b.High) : a.Low.CompareTo(b.Low);
}
