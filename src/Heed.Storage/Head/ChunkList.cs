using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>
/// The sealed chunks of one series in order of time. A view of them stays true: chunks are added behind its end, and a removal
/// moves the rest to a new array.
/// </summary>
internal struct ChunkList
{
    private Chunk[]? _chunks;
    private int _count;

    public readonly ReadOnlySpan<Chunk> View => _chunks.AsSpan(0, _count);

    public void Add(Chunk chunk)
    {
        _chunks ??= [];
        if (_count == _chunks.Length) Array.Resize(ref _chunks, Math.Max(2, _count + (_count / 2)));
        _chunks[_count++] = chunk;
    }

    /// <summary>Takes away whole chunks and parts of chunks. The old view stays true.</summary>
    public void Remove(long fromMs, long toMs, ref DroppedChunks dropped)
    {
        ReadOnlySpan<Chunk> old = View;
        int first = FirstReaching(old, fromMs);
        if (first == old.Length || old[first].FirstTimeMs > toMs) return;
        List<Chunk> kept = new(old.Length);
        kept.AddRange(old[..first]);
        foreach (ref readonly Chunk chunk in old[first..])
        {
            if (chunk.FirstTimeMs > toMs) kept.Add(chunk);
            else if (Without(chunk, fromMs, toMs, ref dropped) is { } rest) kept.Add(rest);
        }

        _chunks = [.. kept];
        _count = _chunks.Length;
    }

    public readonly void Measure(ref SeriesFigures figures)
    {
        foreach (ref readonly Chunk chunk in View)
        {
            figures.Samples += chunk.Count;
            figures.ChunkBytes += chunk.Data.Length;
        }
    }

    /// <summary>The first chunk that ends at or behind a time.</summary>
    public static int FirstReaching(ReadOnlySpan<Chunk> chunks, long timeMs)
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

    /// <summary>What is left of a chunk that reaches the range.</summary>
    private static Chunk? Without(Chunk chunk, long fromMs, long toMs, ref DroppedChunks dropped)
    {
        Chunk? rest = null;
        if (chunk.FirstTimeMs < fromMs || chunk.LastTimeMs > toMs)
        {
            SampleBuffer samples = new(Chunk.MaxSamples);
            if (fromMs > long.MinValue) chunk.Read(long.MinValue, fromMs - 1, samples);
            if (toMs < long.MaxValue) chunk.Read(toMs + 1, long.MaxValue, samples);
            rest = samples.Count == 0 ? null : ChunkPacking.Pack(samples)[0];
        }

        if (rest is null) dropped.Chunks++;
        dropped.Samples += chunk.Count - (rest?.Count ?? 0);
        dropped.Bytes += chunk.Data.Length - (rest?.Data.Length ?? 0);
        return rest;
    }
}
