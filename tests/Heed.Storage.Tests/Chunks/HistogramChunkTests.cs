using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Tests.Blocks;
using Heed.Storage.Wal;

namespace Heed.Storage.Tests.Chunks;

public sealed class HistogramChunkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Histograms_come_back_bit_by_bit_from_chunks_and_from_the_log(int seed)
    {
        Random random = new(seed);
        RandomHistograms histograms = new(random);
        SampleBuffer samples = new();
        long timeMs = random.NextInt64();
        for (int i = 0; i < 2_000; i++)
        {
            timeMs = unchecked(timeMs + 1 + random.Next(100_000));
            samples.Add(timeMs, histograms.Next());
        }

        SampleBuffer back = new();
        foreach (Chunk chunk in ChunkPacking.Pack(samples)) chunk.Read(long.MinValue, long.MaxValue, back);
        Assert.Equal(samples.TimesMs, back.TimesMs);
        for (int i = 0; i < samples.Count; i++)
        {
            NativeHistogram expected = samples.Histograms[i]!;
            Assert.Equal(StoreDump.Text(expected), StoreDump.Text(back.Histograms[i]!));
            RecordBuffer buffer = new();
            HistogramPacking.WriteWhole(buffer, expected);
            PayloadReader bytes = new(buffer.Written);
            Assert.Equal(StoreDump.Text(expected), StoreDump.Text(HistogramPacking.ReadWhole(ref bytes)!));
            Assert.True(bytes.AtEnd && !bytes.Failed);
        }
    }

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        Random random = new(7);
        RandomHistograms histograms = new(random);
        SampleBuffer samples = new();
        for (int i = 0; i < 300; i++) samples.Add(i * 1000, histograms.Next());
        int read = 0;
        foreach (Chunk chunk in ChunkPacking.Pack(samples))
        {
            for (int round = 0; round < 200; round++)
            {
                byte[] bytes = chunk.Data[..random.Next(chunk.Data.Length + 1)];
                if (bytes.Length > 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                SampleBuffer back = new();
                HistogramChunkDecoder.Decode(bytes, chunk.FirstTimeMs, chunk.Count, long.MinValue, long.MaxValue, back);
                Assert.True(back.Count <= chunk.Count);
                read += back.Count;
            }
        }

        Assert.True(read > 0);
    }

    [Fact]
    public void Integral_counts_that_grow_a_little_cost_about_a_byte_each()
    {
        NativeHistogram histogram = new()
        {
            Schema = 3,
            PositiveSpans = [new BucketSpan(-10, 40)],
            PositiveCounts = [.. Enumerable.Range(0, 40).Select(i => 1000.0 * i)],
        };
        SampleBuffer samples = new();
        for (int i = 0; i < 120; i++)
        {
            samples.Add(i * 15_000, histogram);
            histogram = histogram with { Count = histogram.Count + 60, PositiveCounts = [.. histogram.PositiveCounts.Select(c => c + 3)] };
        }

        Chunk chunk = Assert.Single(ChunkPacking.Pack(samples));
        Assert.InRange(chunk.Data.Length, 120 * 40, 120 * 50);
    }
}
