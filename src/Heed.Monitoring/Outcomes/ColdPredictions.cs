using System.Buffers;

using Heed.Model.Records;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Predictions that have waited so long that they are in files: immutable batches, found by an index of a few bytes each. One whose
/// label comes leaves its batch for good. So a crash leaves nothing half changed: the checkpoint says which batches there are and
/// who has left them, and what was written after it is written again from the journal.
/// </summary>
internal sealed class ColdPredictions(int extras, string directory) : IDisposable
{
    /// <summary>Ids read at once around the place where an id should be: nearly always enough, as ids are evenly spread.</summary>
    private const int WindowIds = 512;

    private readonly ColdBatchFormat _format = new(extras);
    private readonly ColdVolumes _volumes = new(directory);
    private readonly ColdIndex _index = new();
    private readonly Dictionary<int, ColdBatch> _batches = [];
    private readonly byte[] _window = new byte[WindowIds * ColdBatchFormat.IdSize];
    private readonly byte[] _extra = new byte[extras];
    private byte[] _record = [];
    private long _next;
    private long _earliestEndMs = long.MaxValue;

    /// <summary>Predictions that are there, expired ones included until their batch goes.</summary>
    public long Live { get; private set; }

    /// <summary>Predictions that were lost because a file is cut short, damaged or cannot be read.</summary>
    public long Damaged { get; private set; }

    public long IndexBytes => _index.SizeBytes;

    /// <summary>Whether another batch would have the number of one that is still there.</summary>
    public bool IsFull => _batches.ContainsKey(ColdBatch.NumberOf(_next));

    /// <summary>Writes a batch. All of it is there or, after an exception, nothing.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(RecordTable<PendingPrediction> table, ReadOnlySpan<int> slots)
    {
        int size = (int)_format.SizeOf(slots.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            long newestMs = long.MinValue;
            for (int i = 0; i < slots.Length; i++)
            {
                _format.WriteId(buffer, i, table.IdAt(slots[i]));
                _format.WriteRecord(buffer, slots.Length, i, table.At(slots[i]), table.ExtrasAt(slots[i]));
                newestMs = Math.Max(newestMs, table.At(slots[i]).TimeMs);
            }

            _format.WriteHeader(buffer, slots.Length, _next);
            (long volume, long offset) = _volumes.Append(buffer.AsSpan(0, size));
            ColdBatch batch = new(_next++, volume, offset, slots.Length, newestMs);
            _batches.Add(batch.Number, batch);
            foreach (int slot in slots) _index.Add(table.IdAt(slot), batch.Number);
            Live += batch.Live;
            _earliestEndMs = Math.Min(_earliestEndMs, newestMs);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a prediction is there and not older than a time.</summary>
    public bool Contains(RecordId id, long oldestMs) => TryFind(id, oldestMs, _extra, out _, out _, out _);

    /// <summary>Takes a prediction out, unless it is older than a time.</summary>
    public bool TryTake(RecordId id, long oldestMs, out PendingPrediction prediction, Span<byte> extra)
    {
        if (!TryFind(id, oldestMs, extra, out prediction, out ColdBatch? batch, out int position)) return false;
        batch!.Leave(position);
        _index.Remove(id, batch.Number);
        Live--;
        if (batch.Live == 0) Drop(batch);
        return true;
    }

    /// <summary>Lets the batches go whose predictions are all older than a time.</summary>
    public void Expire(long oldestMs)
    {
        if (oldestMs <= _earliestEndMs) return;
        foreach (ColdBatch batch in _batches.Values.ToArray())
        {
            if (batch.NewestMs < oldestMs) Drop(batch);
        }

        _earliestEndMs = _batches.Count == 0 ? long.MaxValue : _batches.Values.Min(b => b.NewestMs);
    }

    /// <summary>Lets the oldest batch go, and hands over what was still in it.</summary>
    public void EvictOldest(Action<PendingPrediction> evicted)
    {
        ColdBatch batch = _batches.Values.MinBy(b => b.Sequence)!;
        for (int position = 0; position < batch.Count; position++)
        {
            if (!batch.HasLeft(position) && TryRead(batch, position, out PendingPrediction prediction, _extra)) evicted(prediction);
        }

        Drop(batch);
    }

    public void Save(BinaryWriter writer)
    {
        _volumes.Flush();
        writer.Write(_next);
        writer.Write(Damaged);
        writer.Write(_batches.Count);
        foreach (ColdBatch batch in _batches.Values.OrderBy(b => b.Sequence)) batch.Save(writer);
        _volumes.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _batches.Clear();
        _index.Clear();
        Live = 0;
        _next = reader.ReadInt64();
        Damaged = reader.ReadInt64();
        ColdBatch[] batches = new ColdBatch[reader.ReadInt32()];
        for (int i = 0; i < batches.Length; i++) batches[i] = ColdBatch.Load(reader);
        _volumes.Load(reader, batches.Select(b => b.Volume).ToHashSet());
        foreach (ColdBatch batch in batches) _batches.Add(batch.Number, batch);
        foreach (ColdBatch batch in batches) Restore(batch);
        _earliestEndMs = _batches.Count == 0 ? long.MaxValue : _batches.Values.Min(b => b.NewestMs);
    }

    public void CheckpointKept() => _volumes.CheckpointKept();

    public void Dispose() => _volumes.Dispose();

    /// <summary>Reads the ids of a batch into the index; a batch that is not whole is lost, and counted.</summary>
    private void Restore(ColdBatch batch)
    {
        Live += batch.Live;
        int size = (int)ColdBatchFormat.IdOffset(batch.Count);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> start = buffer.AsSpan(0, size);
        bool whole = _volumes.Read(batch.Volume, batch.Offset, start) == size && _format.IsWhole(start, batch.Count, batch.Sequence);
        if (whole)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (!batch.HasLeft(i)) _index.Add(ColdBatchFormat.ReadId(start[ColdBatchFormat.HeaderSize..], i), batch.Number);
            }
        }
        else
        {
            Damaged += batch.Live;
            Forget(batch);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Drop(ColdBatch batch)
    {
        for (int first = 0; first < batch.Count && batch.Live > 0; first += WindowIds)
        {
            int count = Math.Min(WindowIds, batch.Count - first);
            if (!TryReadIds(batch, first, count)) continue;
            for (int i = 0; i < count; i++)
            {
                if (!batch.HasLeft(first + i)) _index.Remove(ColdBatchFormat.ReadId(_window, i), batch.Number);
            }
        }

        Forget(batch);
    }

    private void Forget(ColdBatch batch)
    {
        Live -= batch.Live;
        _batches.Remove(batch.Number);
        foreach (ColdBatch other in _batches.Values)
        {
            if (other.Volume == batch.Volume) return;
        }

        _volumes.Retire(batch.Volume);
    }

    private bool TryFind(
        RecordId id, long oldestMs, Span<byte> extra, out PendingPrediction prediction, out ColdBatch? batch, out int position)
    {
        int cursor = -1;
        for (int number = _index.Next(id, ref cursor); number != 0; number = _index.Next(id, ref cursor))
        {
            if (!_batches.TryGetValue(number, out batch)) continue;
            position = PositionOf(batch, id);
            if (position < 0 || batch.HasLeft(position) || !TryRead(batch, position, out prediction, extra)) continue;
            if (prediction.TimeMs >= oldestMs) return true;
        }

        prediction = default;
        batch = null;
        position = -1;
        return false;
    }

    /// <summary>Where an id is among those of a batch, or -1. Begins where it should be if ids are evenly spread.</summary>
    private int PositionOf(ColdBatch batch, RecordId id)
    {
        int guess = (int)(((UInt128)id.High * (uint)batch.Count) >> 64);
        int first = Math.Clamp(guess - (WindowIds / 2), 0, Math.Max(0, batch.Count - WindowIds));
        bool left = true;
        bool right = true;
        while (true)
        {
            int count = Math.Min(WindowIds, batch.Count - first);
            if (!TryReadIds(batch, first, count)) return -1;
            bool before = Compare(id, ColdBatchFormat.ReadId(_window, 0)) < 0;
            bool after = Compare(id, ColdBatchFormat.ReadId(_window, count - 1)) > 0;
            if (!before && !after) return SearchWindow(id, first, count);
            if (before ? !left || first == 0 : !right || first + count == batch.Count) return -1;
            if (before) right = false;
            else left = false;
            first = before ? Math.Max(0, first - WindowIds) : first + count;
        }
    }

    private int SearchWindow(RecordId id, int first, int count)
    {
        int low = 0;
        int high = count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Compare(id, ColdBatchFormat.ReadId(_window, middle));
            if (order == 0) return first + middle;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }

        return -1;
    }

    private static int Compare(RecordId a, RecordId b) => a.High != b.High ? a.High.CompareTo(b.High) : a.Low.CompareTo(b.Low);

    private bool TryReadIds(ColdBatch batch, int first, int count) =>
        TryReadBytes(batch, ColdBatchFormat.IdOffset(first), _window.AsSpan(0, count * ColdBatchFormat.IdSize));

    private bool TryRead(ColdBatch batch, int position, out PendingPrediction prediction, Span<byte> extra)
    {
        if (_record.Length == 0) _record = new byte[_format.RecordSize];
        prediction = default;
        long offset = _format.RecordOffset(batch.Count, position);
        if (TryReadBytes(batch, offset, _record) && _format.TryReadRecord(_record, out prediction, extra)) return true;
        Damaged++;
        return false;
    }

    /// <summary>A disk that does not give what it took is counted as damage by whoever asked.</summary>
    private bool TryReadBytes(ColdBatch batch, long offset, Span<byte> bytes)
    {
        try
        {
            return _volumes.Read(batch.Volume, batch.Offset + offset, bytes) == bytes.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
