using System.Buffers;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>
/// One series in memory: sealed chunks, the open one, and what came late. Its samples are guarded by a lock that it shares with other
/// series; readers copy what they need under it and decode outside. Sealed chunks never change, so a copied array stays true.
/// </summary>
/// <param name="labels">What the series is.</param>
/// <param name="id">Its number in the log and in snapshots: given once, never again.</param>
/// <param name="gate">Guards everything below; held for nanoseconds.</param>
internal sealed class HeadSeries(LabelSet labels, int id, Lock gate)
{
    private ChunkList _sealed;
    private ChunkEncoder _open;
    private RareSamples? _rare;

    /// <summary>Of the newest sample of the series, which may be in a block. All samples in order here are newer than those in blocks.</summary>
    private long _lastTimeMs;
    private bool _hasLast;

    public LabelSet Labels => labels;

    public int Id => id;

    /// <summary>Where the index holds the series. Belongs to the index.</summary>
    public int Slot { get; set; }

    /// <summary>The last stretch of the log that says which labels the id stands for. Belongs to the log's writer.</summary>
    public int DefinedIn { get; set; } = -1;

    /// <summary>The head has let go of it: a sample with its labels begins another series. Belongs to the store's writer.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether a time is the newest sample's.</summary>
    public bool EndsAt(long timeMs)
    {
        lock (gate) return _hasLast && timeMs == _lastTimeMs;
    }

    /// <summary>Says that blocks have a sample of the series at this time.</summary>
    public void Raise(long lastTimeMs)
    {
        lock (gate)
        {
            _lastTimeMs = _hasLast ? Math.Max(_lastTimeMs, lastTimeMs) : lastTimeMs;
            _hasLast = true;
        }
    }

    /// <param name="timeMs">Any time later than the last one.</param>
    /// <param name="value">Any double.</param>
    /// <param name="sealedBytes">The size of the chunk that this sample closed, else 0.</param>
    public AppendOutcome Append(long timeMs, double value, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if (_hasLast && timeMs <= _lastTimeMs) return Compare_NeedsLock(timeMs, value, null);
            if (_rare is { Histograms.Count: > 0 }) sealedBytes = SealHistograms_NeedsLock(_rare);
            _open.Append(timeMs, value);
            _lastTimeMs = timeMs;
            _hasLast = true;
            if (_open.Count == Chunk.MaxSamples) sealedBytes = Seal_NeedsLock();
            return AppendOutcome.Appended;
        }
    }

    /// <param name="timeMs">Any time later than the last one.</param>
    /// <param name="histogram">Any one.</param>
    /// <param name="sealedBytes">The size of the chunk that this sample closed, else 0.</param>
    public AppendOutcome Append(long timeMs, NativeHistogram histogram, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if (_hasLast && timeMs <= _lastTimeMs) return Compare_NeedsLock(timeMs, 0, histogram);
            RareSamples rare = _rare ??= new RareSamples();
            if (_open.Count > 0) sealedBytes = Seal_NeedsLock();
            if (!rare.Histograms.Fits(histogram)) sealedBytes = SealHistograms_NeedsLock(rare);
            rare.Histograms.Append(timeMs, histogram);
            _lastTimeMs = timeMs;
            _hasLast = true;
            return AppendOutcome.Appended;
        }
    }

    /// <summary>Takes a sample that is older than the newest one, unless there is one at its time.</summary>
    /// <param name="timeMs">Any time.</param>
    /// <param name="value">Of a float.</param>
    /// <param name="histogram">Or null for a float.</param>
    public AppendOutcome AppendLate(long timeMs, double value, NativeHistogram? histogram)
    {
        if (!_hasLast || timeMs > _lastTimeMs)
        {
            return histogram is null ? Append(timeMs, value, out _) : Append(timeMs, histogram, out _);
        }

        SampleBuffer there = new(1);
        Read(timeMs, timeMs, there);
        if (there.Count > 0)
        {
            bool isSame = LateSamples.AreSame(there.Values[0], there.HistogramAt(0), value, histogram);
            return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
        }

        lock (gate)
        {
            RareSamples rare = _rare ??= new RareSamples();
            rare.LateVersion++;
            return rare.Late.Add(timeMs, value, histogram);
        }
    }

    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (fromMs > toMs) return;
        Capture(fromMs, toMs).Read(fromMs, toMs, target);
    }

    public HeadView Capture(long fromMs, long toMs)
    {
        HeadView view = default;
        lock (gate)
        {
            view.Sealed = _sealed.View;
            view.Open = _open;
            if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs)
            {
                view.OpenFloats = ArrayPool<byte>.Shared.Rent(_open.EncodedBytes);
                _open.CopyTo(view.OpenFloats);
            }

            if (_rare is not null) CaptureRare_NeedsLock(_rare, fromMs, toMs, ref view);
        }

        return view;
    }

    /// <summary>Whether a chunk's span of time meets the range; the chunk may still have no sample inside it.</summary>
    public bool MayHaveSamples(long fromMs, long toMs)
    {
        lock (gate)
        {
            if (fromMs > toMs) return false;
            if (_rare is not null && _rare.Late.HasAny(fromMs, toMs)) return true;
            if (!_hasLast || _lastTimeMs < fromMs) return false;
            if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs) return true;
            if (_rare is { Histograms: { Count: > 0 } open } && open.FirstTimeMs <= toMs && open.LastTimeMs >= fromMs) return true;
            ReadOnlySpan<Chunk> chunks = _sealed.View;
            int first = ChunkList.FirstReaching(chunks, fromMs);
            return first < chunks.Length && chunks[first].FirstTimeMs <= toMs;
        }
    }

    /// <summary>The time of the newest sample and how often late ones came, to be handed to <see cref="Release"/>.</summary>
    public HeadMark Mark()
    {
        lock (gate) return new HeadMark(_hasLast ? _lastTimeMs : long.MinValue, _rare?.LateVersion ?? 0);
    }

    /// <summary>Lets go of the sealed chunks that end before the cutoff, and of everything when nothing is younger.</summary>
    public DroppedChunks DropBefore(long cutoffMs)
    {
        if (cutoffMs == long.MinValue) return default;
        lock (gate)
        {

            // The series leaves the head as it is: a query that selected it may still read.
            if (!_hasLast || _lastTimeMs < cutoffMs) return Everything_NeedsLock();
            ReadOnlySpan<Chunk> chunks = _sealed.View;
            int gone = ChunkList.FirstReaching(chunks, cutoffMs);
            DroppedChunks dropped = default;
            if (gone > 0) _sealed.Remove(long.MinValue, chunks[gone - 1].LastTimeMs, ref dropped);
            if (_rare is not null) dropped.Samples += _rare.Late.Remove(long.MinValue, cutoffMs - 1);
            return dropped;
        }
    }

    /// <summary>Takes away the samples of a range that a block holds now: those that were there at the mark.</summary>
    public DroppedChunks Release(BlockRange range, HeadMark mark)
    {
        lock (gate)
        {
            bool takesLate = _rare is { Late.Count: > 0 } && _rare.LateVersion == mark.LateVersion;
            return Remove_NeedsLock(range.StartMs, Math.Min(range.EndMs, mark.LastTimeMs), takesLate ? range : null);
        }
    }

    /// <summary>Takes away the samples with <paramref name="fromMs"/> ≤ time ≤ <paramref name="toMs"/> for good.</summary>
    /// <param name="fromMs">Inclusive.</param>
    /// <param name="toMs">Inclusive.</param>
    /// <param name="lastInBlocksMs">Of what blocks have of the series after the deletion, or null.</param>
    public DroppedChunks Remove(long fromMs, long toMs, long? lastInBlocksMs)
    {
        lock (gate)
        {
            DroppedChunks dropped = Remove_NeedsLock(fromMs, toMs, new BlockRange(fromMs, toMs));
            SettleEnd_NeedsLock(lastInBlocksMs);
            return dropped;
        }
    }

    /// <summary>Adds the starts of the least ranges that have samples and end before a time.</summary>
    public void CollectRanges(long beforeMs, HashSet<long> startsMs)
    {
        HeadView view = Capture(long.MinValue, beforeMs - 1);
        foreach (ref readonly Chunk chunk in view.Sealed)
        {
            if (chunk.FirstTimeMs < beforeMs) Collect(chunk.FirstTimeMs, chunk.LastTimeMs, beforeMs, startsMs);
        }

        if (view.OpenHistograms.Count > 0) Collect(view.OpenHistograms.FirstTimeMs, view.OpenHistograms.LastTimeMs, beforeMs, startsMs);
        if (view.OpenFloats is not null) Collect(view.Open.FirstTimeMs, view.Open.LastTimeMs, beforeMs, startsMs);
        for (int i = 0; i < (view.Late?.Count ?? 0); i++) Collect(view.Late!.TimesMs[i], view.Late.TimesMs[i], beforeMs, startsMs);
        view.Release();
    }

    /// <summary>All chunks in order, then the late samples as chunks.</summary>
    public void CopyChunks(List<HeadChunk> target)
    {
        lock (gate)
        {
            foreach (ref readonly Chunk chunk in _sealed.View) target.Add(new HeadChunk(chunk, HeadPart.Sealed));
            if (_open.Count > 0) target.Add(new HeadChunk(_open.ToChunk(), HeadPart.Open));
            if (_rare is { Histograms.Count: > 0 }) target.Add(new HeadChunk(_rare.Histograms.ToChunk(), HeadPart.Open));
            if (_rare is { Late.Count: > 0 }) CopyLate_NeedsLock(_rare.Late, target);
        }
    }

    /// <summary>Puts back a chunk that a snapshot held. One that is not later than everything before it is passed over.</summary>
    public void Restore(HeadChunk part, SampleBuffer scratch)
    {
        Chunk chunk = part.Chunk;
        scratch.Clear();
        if (part.Part != HeadPart.Sealed) chunk.Read(long.MinValue, long.MaxValue, scratch);
        for (int i = 0; i < scratch.Count; i++)
        {
            if (part.Part == HeadPart.Late) AppendLate(scratch.TimesMs[i], scratch.Values[i], scratch.HistogramAt(i));
            else if (scratch.HistogramAt(i) is { } histogram) Append(scratch.TimesMs[i], histogram, out _);
            else Append(scratch.TimesMs[i], scratch.Values[i], out _);
        }

        if (part.Part != HeadPart.Sealed) return;
        lock (gate)
        {
            if (_hasLast && chunk.FirstTimeMs <= _lastTimeMs) return;
            if (_open.Count > 0) Seal_NeedsLock();
            if (_rare is { Histograms.Count: > 0 }) SealHistograms_NeedsLock(_rare);
            _sealed.Add(chunk);
            _lastTimeMs = chunk.LastTimeMs;
            _hasLast = true;
        }
    }

    public SeriesFigures Measure()
    {
        lock (gate)
        {
            SeriesFigures figures = new() { LastTimeMs = _hasLast ? _lastTimeMs : long.MinValue };
            figures.Samples = _open.Count + (_rare is null ? 0 : _rare.Histograms.Count + _rare.Late.Count);
            _sealed.Measure(ref figures);
            return figures;
        }
    }

    /// <summary>The samples of a chunk lie close together, unless they are few: then each one is looked at.</summary>
    private void Collect(long firstMs, long lastMs, long beforeMs, HashSet<long> startsMs)
    {
        BlockRange first = BlockRange.Of(firstMs, BlockRange.LeastMs);
        BlockRange last = BlockRange.Of(lastMs, BlockRange.LeastMs);
        if (first.EndMs < beforeMs) startsMs.Add(first.StartMs);
        if (last.EndMs < beforeMs) startsMs.Add(last.StartMs);
        if (first == last || (first.EndMs < long.MaxValue && first.EndMs + 1 == last.StartMs)) return;
        SampleBuffer samples = new();
        Read(firstMs, Math.Min(lastMs, beforeMs - 1), samples);
        foreach (long timeMs in samples.TimesMs) startsMs.Add(BlockRange.Of(timeMs, BlockRange.LeastMs).StartMs);
    }

    private AppendOutcome Compare_NeedsLock(long timeMs, double value, NativeHistogram? histogram)
    {
        if (timeMs < _lastTimeMs) return AppendOutcome.OutOfOrder;
        SampleBuffer last = new(Chunk.MaxSamples);
        if (_open.Count > 0) last.Add(timeMs, _open.LastValue);
        else if (_rare is { Histograms: { Count: > 0, Last: { } newest } }) last.Add(timeMs, newest);
        else if (_sealed.View is { Length: > 0 } chunks) chunks[^1].Read(timeMs, timeMs, last);
        if (last.Count == 0) return AppendOutcome.OutOfOrder;
        bool isSame = LateSamples.AreSame(last.Values[0], last.HistogramAt(0), value, histogram);
        return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
    }

    private int Seal_NeedsLock()
    {
        Chunk chunk = _open.ToChunk();
        _sealed.Add(chunk);
        _open.Reset();
        return chunk.Data.Length;
    }

    private int SealHistograms_NeedsLock(RareSamples rare)
    {
        Chunk chunk = rare.Histograms.ToChunk();
        _sealed.Add(chunk);
        rare.Histograms.Reset();
        return chunk.Data.Length;
    }

    private DroppedChunks Everything_NeedsLock()
    {
        SeriesFigures figures = Measure();
        return new DroppedChunks
        {
            IsEmpty = true,
            Chunks = _sealed.View.Length,
            Samples = figures.Samples,
            Bytes = figures.ChunkBytes,
        };
    }

    private DroppedChunks Remove_NeedsLock(long fromMs, long toMs, BlockRange? late)
    {
        DroppedChunks dropped = default;
        if (fromMs <= toMs) RemoveInOrder_NeedsLock(fromMs, toMs, ref dropped);
        if (late is { } range && _rare is not null) dropped.Samples += _rare.Late.Remove(range.StartMs, range.EndMs);
        dropped.IsEmpty = Measure().Samples == 0;
        return dropped;
    }

    private void RemoveInOrder_NeedsLock(long fromMs, long toMs, ref DroppedChunks dropped)
    {
        _sealed.Remove(fromMs, toMs, ref dropped);
        if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs)
        {
            Chunk open = _open.ToChunk();
            _open.Reset();
            dropped.Samples += open.Count - AppendRest_NeedsLock(open, fromMs, toMs);
        }

        if (_rare is { Histograms: { Count: > 0 } histograms } && histograms.FirstTimeMs <= toMs && histograms.LastTimeMs >= fromMs)
        {
            Chunk open = histograms.ToChunk();
            histograms.Reset();
            dropped.Samples += open.Count - AppendRest_NeedsLock(open, fromMs, toMs);
        }
    }

    /// <summary>Puts the samples of an open chunk outside the range back into its encoder, which is empty.</summary>
    private int AppendRest_NeedsLock(Chunk open, long fromMs, long toMs)
    {
        SampleBuffer samples = new(Chunk.MaxSamples);
        if (fromMs > long.MinValue) open.Read(long.MinValue, fromMs - 1, samples);
        if (toMs < long.MaxValue) open.Read(toMs + 1, long.MaxValue, samples);
        for (int i = 0; i < samples.Count; i++)
        {
            if (samples.HistogramAt(i) is { } histogram) _rare!.Histograms.Append(samples.TimesMs[i], histogram);
            else _open.Append(samples.TimesMs[i], samples.Values[i]);
        }

        return samples.Count;
    }

    /// <summary>Finds the newest sample again after a deletion. Late samples behind it are in order now.</summary>
    private void SettleEnd_NeedsLock(long? lastInBlocksMs)
    {
        ReadOnlySpan<Chunk> chunks = _sealed.View;
        long? lastMs = lastInBlocksMs;
        if (_open.Count > 0) lastMs = _open.LastTimeMs;
        else if (_rare is { Histograms.Count: > 0 }) lastMs = _rare.Histograms.LastTimeMs;
        else if (chunks.Length > 0) lastMs = chunks[^1].LastTimeMs;
        _hasLast = lastMs is not null;
        _lastTimeMs = lastMs ?? long.MinValue;
        if (_rare is not { Late.Count: > 0 } || (_hasLast && _rare.Late.LastTimeMs <= _lastTimeMs)) return;
        SampleBuffer late = new();
        _rare.Late.CopyTo(_hasLast ? _lastTimeMs + 1 : long.MinValue, long.MaxValue, late);
        _rare.Late.Remove(late.TimesMs[0], long.MaxValue);
        for (int i = 0; i < late.Count; i++)
        {
            if (late.HistogramAt(i) is { } histogram) Append(late.TimesMs[i], histogram, out _);
            else Append(late.TimesMs[i], late.Values[i], out _);
        }
    }

    private static void CaptureRare_NeedsLock(RareSamples rare, long fromMs, long toMs, ref HeadView view)
    {
        HistogramChunkEncoder open = rare.Histograms;
        if (open.Count > 0 && open.FirstTimeMs <= toMs && open.LastTimeMs >= fromMs) view.OpenHistograms = open.ToChunk();
        if (rare.Late.Count == 0 || !rare.Late.HasAny(fromMs, toMs)) return;
        view.Late = new SampleBuffer();
        rare.Late.CopyTo(fromMs, toMs, view.Late);
    }

    /// <summary>Runs of floats and of histograms of one layout, each in a chunk.</summary>
    private static void CopyLate_NeedsLock(LateSamples late, List<HeadChunk> target)
    {
        SampleBuffer samples = new();
        late.CopyTo(long.MinValue, long.MaxValue, samples);
        foreach (Chunk chunk in ChunkPacking.Pack(samples)) target.Add(new HeadChunk(chunk, HeadPart.Late));
    }
}
