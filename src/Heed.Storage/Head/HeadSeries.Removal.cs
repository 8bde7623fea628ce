using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <content>What leaves a series: into a block, by the retention, by a deletion.</content>
internal sealed partial class HeadSeries
{
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
            if (gone > 0) _summaries = null;
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
        _summaries = null;
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
}
