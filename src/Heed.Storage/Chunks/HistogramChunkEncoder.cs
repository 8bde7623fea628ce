using Heed.Model.Histograms;
using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>Packs histograms of one layout, one at a time. Not safe for concurrent use.</summary>
internal sealed class HistogramChunkEncoder
{
    private readonly RecordBuffer _bytes = new();
    private HistogramLayout? _layout;
    private double[] _counts = [];
    private double _sum;
    private long _delta;

    public int Count { get; private set; }

    public long FirstTimeMs { get; private set; }

    public long LastTimeMs { get; private set; }

    /// <summary>The newest one, also behind a <see cref="Reset"/>.</summary>
    public NativeHistogram? Last { get; private set; }

    /// <summary>Whether the histogram can join those that are here.</summary>
    public bool Fits(NativeHistogram histogram) => Count == 0 || (Count < Chunk.MaxSamples && _layout!.Fits(histogram));

    /// <param name="timeMs">Later than the last one.</param>
    /// <param name="histogram">One that <see cref="Fits"/>.</param>
    public void Append(long timeMs, NativeHistogram histogram)
    {
        if (Count == 0) Begin(timeMs, histogram);
        long delta = unchecked(timeMs - LastTimeMs);
        _bytes.AddSigned(unchecked(delta - _delta));
        _delta = delta;
        LastTimeMs = timeMs;
        HistogramPacking.Write(_bytes, _layout!, histogram, _counts, ref _sum);
        Last = histogram;
        Count++;
    }

    /// <summary>The histograms so far in an array of their own; the encoder goes on.</summary>
    public Chunk ToChunk() => new(_bytes.Written.ToArray(), FirstTimeMs, LastTimeMs, Count, ChunkKind.Histograms);

    public void Reset()
    {
        _bytes.Clear();
        Count = 0;
    }

    private void Begin(long timeMs, NativeHistogram histogram)
    {
        _layout = HistogramLayout.Of(histogram);
        _counts = new double[_layout.CountsLength];
        _sum = 0;
        _delta = 0;
        FirstTimeMs = timeMs;
        LastTimeMs = timeMs;
        _layout.WriteTo(_bytes);
    }
}
