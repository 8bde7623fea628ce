using System.Buffers;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>
/// One series in memory: sealed chunks and the open one. Its samples are guarded by a lock that it shares with other series;
/// readers copy what they need under it and decode outside. Sealed chunks never change, so a copied array stays true.
/// </summary>
/// <param name="labels">What the series is.</param>
/// <param name="id">Its number in the log and in snapshots: given once, never again.</param>
/// <param name="gate">Guards everything below; held for nanoseconds.</param>
internal sealed class HeadSeries(LabelSet labels, int id, Lock gate) : ISeries
{
    private Chunk[] _sealed = [];
    private int _sealedCount;
    private ChunkEncoder _open;
    private long _lastTimeMs;
    private bool _hasSamples;

    public LabelSet Labels => labels;

    public int Id => id;

    /// <summary>Where the index holds the series. Belongs to the index.</summary>
    public int Slot { get; set; }

    /// <summary>The last stretch of the log that says which labels the id stands for. Belongs to the log's writer.</summary>
    public int DefinedIn { get; set; } = -1;

    /// <summary>The head has let go of it: a sample with its labels begins another series. Belongs to the store's writer.</summary>
    public bool IsGone { get; set; }

    /// <param name="timeMs">Any time later than the last one.</param>
    /// <param name="value">Any double.</param>
    /// <param name="sealedBytes">The size of the chunk that this sample closed, else 0.</param>
    public AppendOutcome Append(long timeMs, double value, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if (_hasSamples && timeMs <= _lastTimeMs) return Compare_NeedsLock(timeMs, value);
            _open.Append(timeMs, value);
            _lastTimeMs = timeMs;
            _hasSamples = true;
            if (_open.Count == Chunk.MaxSamples) sealedBytes = Seal_NeedsLock();
            return AppendOutcome.Appended;
        }
    }

    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (fromMs > toMs) return;
        ReadOnlySpan<Chunk> chunks;
        byte[]? copy = null;
        int length = 0;
        ChunkEncoder open;
        lock (gate)
        {
            chunks = _sealed.AsSpan(0, _sealedCount);
            open = _open;
            if (open.Count > 0 && open.FirstTimeMs <= toMs && open.LastTimeMs >= fromMs)
            {
                length = open.EncodedBytes;
                copy = ArrayPool<byte>.Shared.Rent(length);
                open.CopyTo(copy);
            }
        }

        foreach (ref readonly Chunk chunk in chunks[FirstReaching(chunks, fromMs)..])
        {
            if (chunk.FirstTimeMs > toMs) break;
            chunk.Read(fromMs, toMs, target);
        }

        if (copy is null) return;
        Chunk.Read(copy.AsSpan(0, length), open.FirstTimeMs, open.LastTimeMs, open.Count, fromMs, toMs, target);
        ArrayPool<byte>.Shared.Return(copy);
    }

    /// <summary>Whether a chunk's span of time meets the range; the chunk may still have no sample inside it.</summary>
    public bool MayHaveSamples(long fromMs, long toMs)
    {
        lock (gate)
        {
            if (!_hasSamples || _lastTimeMs < fromMs || fromMs > toMs) return false;
            if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs) return true;
            ReadOnlySpan<Chunk> chunks = _sealed.AsSpan(0, _sealedCount);
            int first = FirstReaching(chunks, fromMs);
            return first < chunks.Length && chunks[first].FirstTimeMs <= toMs;
        }
    }

    /// <summary>Lets go of the sealed chunks that end before the cutoff, and of everything when nothing is younger.</summary>
    public DroppedChunks DropBefore(long cutoffMs)
    {
        lock (gate)
        {
            int gone = FirstReaching(_sealed.AsSpan(0, _sealedCount), cutoffMs);
            bool isEmpty = !_hasSamples || _lastTimeMs < cutoffMs;
            DroppedChunks dropped = new() { IsEmpty = isEmpty, Chunks = gone };
            for (int i = 0; i < gone; i++)
            {
                dropped.Samples += _sealed[i].Count;
                dropped.Bytes += _sealed[i].Data.Length;
            }

            // Readers may still decode the old array: the rest moves to a new one.
            if (gone > 0) _sealed = _sealed[gone.._sealedCount];
            _sealedCount -= gone;
            if (isEmpty) dropped.Samples += _open.Count;
            return dropped;
        }
    }

    /// <summary>All chunks in order, the open one as if it were sealed.</summary>
    public void CopyChunks(List<Chunk> target)
    {
        lock (gate)
        {
            target.AddRange(_sealed.AsSpan(0, _sealedCount));
            if (_open.Count > 0) target.Add(_open.ToChunk());
        }
    }

    /// <summary>
    /// Puts back a chunk that a snapshot held. A full one stays sealed; the samples of a shorter one go on growing. One that is not
    /// later than everything before it is passed over.
    /// </summary>
    public void Restore(Chunk chunk, SampleBuffer scratch)
    {
        scratch.Clear();
        chunk.Read(long.MinValue, long.MaxValue, scratch);
        lock (gate)
        {
            if (_hasSamples && chunk.FirstTimeMs <= _lastTimeMs) return;
            bool staysSealed = chunk.Count == Chunk.MaxSamples && _open.Count == 0;
            for (int i = staysSealed ? scratch.Count - 1 : 0; i < scratch.Count; i++)
            {
                _open.Append(scratch.TimesMs[i], scratch.Values[i]);
                if (_open.Count == Chunk.MaxSamples) Seal_NeedsLock();
            }

            if (staysSealed)
            {
                // The encoder has seen the last sample, so that a repetition of it is recognised, and starts anew.
                _open.Reset();
                AddSealed_NeedsLock(chunk);
            }

            _lastTimeMs = chunk.LastTimeMs;
            _hasSamples = true;
        }
    }

    public SeriesFigures Measure()
    {
        lock (gate)
        {
            SeriesFigures figures = new() { Samples = _open.Count, LastTimeMs = _hasSamples ? _lastTimeMs : long.MinValue };
            foreach (ref readonly Chunk chunk in _sealed.AsSpan(0, _sealedCount))
            {
                figures.Samples += chunk.Count;
                figures.ChunkBytes += chunk.Data.Length;
            }

            return figures;
        }
    }

    private AppendOutcome Compare_NeedsLock(long timeMs, double value)
    {
        if (timeMs < _lastTimeMs) return AppendOutcome.OutOfOrder;
        bool same = BitConverter.DoubleToUInt64Bits(value) == BitConverter.DoubleToUInt64Bits(_open.LastValue);
        return same ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
    }

    private int Seal_NeedsLock()
    {
        Chunk chunk = _open.ToChunk();
        AddSealed_NeedsLock(chunk);
        _open.Reset();
        return chunk.Data.Length;
    }

    private void AddSealed_NeedsLock(Chunk chunk)
    {
        if (_sealedCount == _sealed.Length) Array.Resize(ref _sealed, Math.Max(2, _sealedCount + (_sealedCount / 2)));
        _sealed[_sealedCount++] = chunk;
    }

    /// <summary>The first chunk that ends at or behind a time; the chunks lie in order of time.</summary>
    private static int FirstReaching(ReadOnlySpan<Chunk> chunks, long timeMs)
    {
        int low = 0;
        int high = chunks.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (chunks[middle].LastTimeMs < timeMs) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
