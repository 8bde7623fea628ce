using System.IO.Compression;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Embeddings;

/// <summary>Measured by hand: streams of the signal-quality benchmark in a folder, and the records a second of one core.</summary>
public sealed class EmbeddingMeasurements(ITestOutputHelper output)
{
    private static readonly ModelOptions Options = new() { Name = "m", Type = ModelType.Multiclass };

    /// <summary>HEED_STREAM names a folder with baseline.ndjson.gz and events.ndjson.gz.</summary>
    [Fact(Explicit = true)]
    public void Evidence_over_a_stream()
    {
        string folder = Environment.GetEnvironmentVariable("HEED_STREAM") ?? throw new InvalidOperationException("expected HEED_STREAM");
        BaselineBuilder builder = new(Options);
        foreach ((long time, string answer, float[] embedding) in Read(Path.Combine(folder, "baseline.ndjson.gz")))
        {
            builder.AddEmbedding(embedding);
            builder.EndPrediction(new BaselinePrediction(default, time, 0.01, answer, double.NaN, double.NaN));
        }

        ModelMonitor monitor = new(Options, builder.Build().Value);
        EventWriter writer = new(monitor.Schema);
        long hour = 0;
        double highest = 0;
        foreach ((long time, string answer, float[] embedding) in Read(Path.Combine(folder, "events.ndjson.gz")))
        {
            EventRecord record = writer.Prediction("", time, answer);
            writer.SetEmbedding(ref record, embedding);
            monitor.Accept(writer.Batch, record, time);
            if (time / Encoder.HourMs == hour) continue;
            hour = time / Encoder.HourMs;
            SampleList samples = SampleList.Of(monitor, time);
            double strength = samples.Find("ml_drift_evidence", ("kind", "embedding")) ?? double.NaN;
            if (strength > highest || strength >= 1)
            {
                output.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(time):u} {strength:F3} mmd {samples.Find("ml_embedding_drift", ("method", "mmd"))}");
            }

            highest = Math.Max(highest, double.IsNaN(strength) ? 0 : strength);
        }

        Assert.True(highest >= 0);
    }

    [Fact(Explicit = true)]
    public void Records_a_second_with_64_numbers()
    {
        Baseline baseline = Encoder.Baseline(Options, 64, "a");
        Encoder encoder = new(64, 4);
        float[][] embeddings = [.. Enumerable.Range(0, 1000).Select(_ => encoder.Next(Encoder.Start))];
        foreach (int perHour in new[] { 250, 100_000 })
        {
            output.WriteLine($"{perHour} an hour: {Best(baseline, embeddings, perHour):F0} ns with, {Best(baseline, null, perHour):F0} ns without");
        }
    }

    private static double Best(Baseline baseline, float[][]? embeddings, int perHour)
    {
        ModelMonitor monitor = new(Options, baseline);
        EventWriter writer = new(monitor.Schema);
        double best = double.PositiveInfinity;
        long time = Encoder.Start;
        for (int run = 0; run < 30; run++)
        {
            double spent = 0;
            for (int i = 0; i < 5000; i++, time += Encoder.HourMs / perHour)
            {
                EventRecord record = writer.Prediction("", time, "a");
                writer.SetEmbedding(ref record, embeddings?[i % embeddings.Length]);
                long before = TimeProvider.System.GetTimestamp();
                monitor.Accept(writer.Batch, record, time);
                spent += TimeProvider.System.GetTimestamp() - before;
            }

            best = Math.Min(best, spent / 5000);
        }

        return best * 1e9 / TimeProvider.System.TimestampFrequency;
    }

    private static IEnumerable<(long Time, string Answer, float[] Embedding)> Read(string file)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            if (!root.TryGetProperty("embedding", out JsonElement embedding) || !root.TryGetProperty("prediction", out JsonElement answer)) continue;
            long time = root.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds();
            yield return (time, answer.GetString() ?? "", [.. embedding.EnumerateArray().Select(x => x.GetSingle())]);
        }
    }
}
