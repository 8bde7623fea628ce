using System.Buffers;

using Heed.Load;
using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Summaries;

namespace Heed.Storage.Tests.Chunks;

/// <summary>Bytes and nanoseconds a sample, on a month of 192 monitoring series.</summary>
public sealed class SealedChunkMeasurements(ITestOutputHelper output)
{
    private const int Steps = HistorySeries.Days * 86_400 / HistorySeries.StepSeconds;

    [Fact(Explicit = true)]
    public void Bytes_of_a_month()
    {
        HistorySeries history = new();
        int count = history.Labels.Count;
        double[][] values = new double[count][];
        for (int i = 0; i < count; i++) values[i] = new double[Steps];
        long[] times = new long[Steps];
        for (int step = 0; step < Steps; step++)
        {
            long seconds = HistorySeries.StartSeconds + ((long)step * HistorySeries.StepSeconds);
            history.MoveTo(seconds);
            times[step] = seconds * 1000;
            for (int i = 0; i < count; i++) values[i][step] = history.Values[i];
        }

        Dictionary<string, (long Chunks, long Summaries, int Series)> byName = [];
        List<byte[]> chunks = [];
        long started = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            long bytes = 0;
            for (int start = 0; start < Steps; start += SealedChunk.MaxSamples)
            {
                int length = Math.Min(SealedChunk.MaxSamples, Steps - start);
                ArrayBufferWriter<byte> target = new();
                SealedChunk.Encode(times.AsSpan(start, length), values[i].AsSpan(start, length), target);
                chunks.Add(target.WrittenSpan.ToArray());
                bytes += target.WrittenCount;
            }

            ArrayBufferWriter<byte> summaries = new();
            SummaryEncoder.Encode(times, values[i], summaries);
            string name = history.Labels[i][0].Value;
            (long Chunks, long Summaries, int Series) before = byName.GetValueOrDefault(name);
            byName[name] = (before.Chunks + bytes, before.Summaries + summaries.WrittenCount, before.Series + 1);
        }

        double samples = (double)count * Steps;
        output.WriteLine($"encode with summaries: {TimeProvider.System.GetElapsedTime(started).TotalNanoseconds / samples:F1} ns a sample");
        foreach ((string name, (long Chunks, long Summaries, int Series) sizes) in byName)
        {
            double all = (double)sizes.Series * Steps;
            output.WriteLine($"{name}: {sizes.Chunks / all:F3} B a sample, summaries {sizes.Summaries / all:F3} B");
        }

        output.WriteLine($"all: {byName.Values.Sum(s => s.Chunks) / samples:F3} B a sample, summaries {byName.Values.Sum(s => s.Summaries) / samples:F3} B");
        MeasureDecoding(chunks, samples);
    }

    private void MeasureDecoding(List<byte[]> chunks, double samples)
    {
        SampleBuffer buffer = new();
        double least = double.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long started = TimeProvider.System.GetTimestamp();
            foreach (byte[] chunk in chunks)
            {
                buffer.Clear();
                SealedChunk.Decode(chunk, long.MinValue, long.MaxValue, buffer);
            }

            least = Math.Min(least, TimeProvider.System.GetElapsedTime(started).TotalNanoseconds / samples);
        }

        output.WriteLine($"decode: {least:F2} ns a sample, least of 8");
    }
}
