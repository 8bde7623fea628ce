using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>Undoes <see cref="HistogramChunkEncoder"/>.</summary>
internal static class HistogramChunkDecoder
{
    /// <summary>
    /// Appends the histograms with <paramref name="fromMs"/> ≤ time ≤ <paramref name="toMs"/>. Damaged bytes give fewer or wrong ones,
    /// never an exception.
    /// </summary>
    public static void Decode(ReadOnlySpan<byte> data, long firstTimeMs, int count, long fromMs, long toMs, SampleBuffer target)
    {
        PayloadReader bytes = new(data);
        if (HistogramLayout.Read(ref bytes) is not { } layout) return;
        double[] counts = new double[layout.CountsLength];
        double sum = 0;
        long timeMs = firstTimeMs;
        long delta = 0;
        for (int i = 0; i < count; i++)
        {
            delta = unchecked(delta + bytes.ReadSigned());
            timeMs = unchecked(timeMs + delta);
            NativeHistogram? histogram = HistogramPacking.Read(ref bytes, layout, counts, ref sum);
            if (histogram is null || timeMs > toMs) return;
            if (timeMs >= fromMs) target.Add(timeMs, histogram);
        }
    }
}
