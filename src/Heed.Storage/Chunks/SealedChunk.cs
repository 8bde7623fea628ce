using System.Buffers;

using Heed.Model.Samples;

namespace Heed.Storage.Chunks;

/// <summary>
/// The samples of one series in a block: a self-contained run of bytes that comes back bit by bit, dense for what monitoring has
/// (counters, decimals, constants, regular times). docs/formats/sealed-chunks.md draws it.
/// </summary>
internal static class SealedChunk
{
    /// <summary>Over four hours at 15 seconds. Longer chunks save no byte a sample that could be seen.</summary>
    public const int MaxSamples = 1024;

    /// <summary>One value in so many may be written beside the others: stale markers, NaN, an outlier.</summary>
    internal const int ValuesPerException = 16;

    /// <param name="timesMs">Ascending, at least one, at most <see cref="MaxSamples"/>.</param>
    /// <param name="values">As many; any bits.</param>
    /// <param name="target">The chunk is added to it.</param>
    public static void Encode(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, ArrayBufferWriter<byte> target)
    {
        if (timesMs.Length is 0 or > MaxSamples || values.Length != timesMs.Length)
        {
            throw new ArgumentException($"expected 1 to {MaxSamples} samples, found {timesMs.Length} times and {values.Length} values");
        }

        long? interval = IntervalOf(timesMs);
        new SealedChunkHeader(timesMs.Length, timesMs[0], timesMs[^1], interval).Write(target);
        SealedChunkWriter.Write(interval is null ? timesMs : default, values, target);
    }

    /// <summary>The header alone: count, first and last time. False where the bytes are no chunk.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> data, out SealedChunkHeader header) =>
        SealedChunkHeader.TryRead(data, out header, out _);

    /// <summary>
    /// Appends the samples with <paramref name="fromMs"/> ≤ time ≤ <paramref name="toMs"/>. False where the bytes are no chunk: what was
    /// appended until then stays. Damage that still makes sense gives wrong samples; checksums are the block's.
    /// </summary>
    public static bool Decode(ReadOnlySpan<byte> data, long fromMs, long toMs, SampleBuffer target)
    {
        if (!SealedChunkHeader.TryRead(data, out SealedChunkHeader header, out int length)) return false;
        if (header.FirstTimeMs > toMs || header.LastTimeMs < fromMs) return true;
        return SealedChunkReader.TryRead(header, data[length..], fromMs, toMs, target);
    }

    /// <summary>The distance of all neighbouring times, or null where they differ.</summary>
    private static long? IntervalOf(ReadOnlySpan<long> timesMs)
    {
        if (timesMs.Length == 1) return 0;
        long interval = unchecked(timesMs[1] - timesMs[0]);
        for (int i = 2; i < timesMs.Length; i++)
        {
            if (unchecked(timesMs[i] - timesMs[i - 1]) != interval) return null;
        }

        return interval;
    }
}
