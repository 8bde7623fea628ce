using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Storage.Chunks;

/// <summary>Cuts samples in order of time into the head's chunks: runs of floats and of histograms of one layout.</summary>
internal static class ChunkPacking
{
    public static List<Chunk> Pack(SampleBuffer samples)
    {
        List<Chunk> chunks = [];
        ChunkEncoder floats = new();
        HistogramChunkEncoder histograms = new();
        for (int i = 0; i < samples.Count; i++)
        {
            NativeHistogram? histogram = samples.HistogramAt(i);
            if (floats.Count == Chunk.MaxSamples || (histogram is not null && floats.Count > 0)) Take(ref floats, chunks);
            if (histograms.Count > 0 && (histogram is null || !histograms.Fits(histogram))) Take(histograms, chunks);
            if (histogram is null) floats.Append(samples.TimesMs[i], samples.Values[i]);
            else histograms.Append(samples.TimesMs[i], histogram);
        }

        if (floats.Count > 0) Take(ref floats, chunks);
        if (histograms.Count > 0) Take(histograms, chunks);
        return chunks;
    }

    private static void Take(ref ChunkEncoder floats, List<Chunk> chunks)
    {
        chunks.Add(floats.ToChunk());
        floats.Reset();
    }

    private static void Take(HistogramChunkEncoder histograms, List<Chunk> chunks)
    {
        chunks.Add(histograms.ToChunk());
        histograms.Reset();
    }
}
