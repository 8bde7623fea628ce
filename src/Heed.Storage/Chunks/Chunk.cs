using Heed.Model.Samples;

namespace Heed.Storage.Chunks;

/// <summary>
/// A sealed stretch of one series in memory: compressed samples in an array of exactly their size, never changed again.
/// docs/formats/chunks.md and histogram-chunks.md draw the bits.
/// </summary>
/// <param name="Data">The bits behind the first sample's time.</param>
/// <param name="FirstTimeMs">The time of the first sample, the least of the chunk.</param>
/// <param name="LastTimeMs">The time of the last sample, the greatest of the chunk.</param>
/// <param name="Count">1 to <see cref="MaxSamples"/>.</param>
/// <param name="Kind">Floats or histograms.</param>
internal readonly record struct Chunk(byte[] Data, long FirstTimeMs, long LastTimeMs, int Count, ChunkKind Kind = ChunkKind.Floats)
{
    /// <summary>Half an hour at 15 seconds: long enough to compress, short enough that a query decodes little it does not need.</summary>
    public const int MaxSamples = 120;

    public bool Overlaps(long fromMs, long toMs) => FirstTimeMs <= toMs && LastTimeMs >= fromMs;

    /// <summary>Appends the samples with <paramref name="fromMs"/> ≤ time ≤ <paramref name="toMs"/>.</summary>
    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (Kind == ChunkKind.Histograms) HistogramChunkDecoder.Decode(Data, FirstTimeMs, Count, fromMs, toMs, target);
        else Read(Data, FirstTimeMs, LastTimeMs, Count, fromMs, toMs, target);
    }

    /// <summary>The same over floats that are not sealed in an array of their own yet.</summary>
    public static void Read(
        ReadOnlySpan<byte> data, long firstTimeMs, long lastTimeMs, int count, long fromMs, long toMs, SampleBuffer target)
    {
        if (firstTimeMs > toMs || lastTimeMs < fromMs) return;
        if (firstTimeMs >= fromMs && lastTimeMs <= toMs)
        {
            target.AddSpan(count, out Span<long> times, out Span<double> values);
            ChunkDecoder.Decode(data, firstTimeMs, times, values);
            return;
        }

        Span<long> allTimes = stackalloc long[MaxSamples];
        Span<double> allValues = stackalloc double[MaxSamples];
        allTimes = allTimes[..count];
        allValues = allValues[..count];
        ChunkDecoder.Decode(data, firstTimeMs, allTimes, allValues);
        int start = 0;
        while (start < count && allTimes[start] < fromMs) start++;
        int end = start;
        while (end < count && allTimes[end] <= toMs) end++;
        target.AddSpan(end - start, out Span<long> partTimes, out Span<double> partValues);
        allTimes[start..end].CopyTo(partTimes);
        allValues[start..end].CopyTo(partValues);
    }
}
