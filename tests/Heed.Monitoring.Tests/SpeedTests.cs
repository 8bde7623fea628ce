using System.Globalization;
using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests;

/// <summary>Alone, because what other tests allocate would count.</summary>
[Collection(Alone)]
public sealed class SpeedTests(ITestOutputHelper output)
{
    public const string Alone = "measured alone";

    private const int Numbers = 20;

    [Theory]
    [InlineData(1000, 12)]
    [InlineData(100, 111)]
    public void A_record_allocates_nothing_once_the_tables_have_grown(int every, int windows)
    {
        ModelOptions options = new() { Name = "m", OutcomeLimit = 1000, Windows = new WindowOptions { EveryRecords = every } };
        ModelMonitor monitor = new(options, Models.Classifier(options, numbers: Numbers));
        RecordBatch batch = Batch(monitor.Schema, 4000);
        AcceptAll(monitor, batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AcceptAll(monitor, Renamed(batch));
        AcceptAll(monitor, batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(windows, monitor.Report(0).Window.Closed);
    }

    // By processor time: what else the machine does must not count. Of four runs the fastest.
    [Theory]
    [InlineData(0, 1000)]
    [InlineData(Numbers, 1000)]
    [InlineData(Numbers, 100_000)]
    public void Prints_the_records_a_second(int numbers, int window)
    {
        ModelOptions options = new() { Name = "m", OutcomeLimit = 100_000, Windows = new WindowOptions { DriftRecords = window } };
        ModelMonitor monitor = new(options, Models.Classifier(options, 20_000, numbers));
        RecordBatch batch = Batch(monitor.Schema, 100_000);
        AcceptAll(monitor, batch);
        double best = double.MaxValue;
        for (int run = 0; run < 4; run++)
        {
            Renamed(batch);
            TimeSpan start = Environment.CpuUsage.TotalTime;
            AcceptAll(monitor, batch);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        string speed = string.Create(CultureInfo.InvariantCulture, $"{batch.Count / best:N0} records a second of processor time");
        output.WriteLine($"{numbers} numbers, windows of {window}: {speed}");
        Assert.Equal(0, monitor.Report(0).Counters["duplicate_predictions"]);
    }

    [Fact]
    public void Each_further_model_with_twenty_numbers_takes_less_than_480_KiB_while_its_windows_fill()
    {
        ModelOptions options = new() { Name = "m" };
        MemoryStream file = new();
        Models.Classifier(options, 20_000, Numbers).Save(file);
        const int Count = 20;
        ModelMonitor[] monitors = new ModelMonitor[Count];

        // Without an id no prediction waits for its label: what waits is bounded by a number of its own.
        RecordBatch batch = Batch(Baseline.Load(Rewound(file)).Value.ToSchema(), 2500);
        foreach (ref EventRecord record in batch.Records) record.Id = default;
        AcceptAll(new ModelMonitor(options, Baseline.Load(Rewound(file)).Value), batch);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i++)
        {
            monitors[i] = new ModelMonitor(options, Baseline.Load(Rewound(file)).Value);
            AcceptAll(monitors[i], batch);
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each / 1024:N0} KiB a model"));
        Assert.InRange(each, 100_000, 480 * 1024);
        GC.KeepAlive(monitors);
    }

    private static MemoryStream Rewound(MemoryStream file)
    {
        file.Position = 0;
        return file;
    }

    private static void AcceptAll(ModelMonitor monitor, RecordBatch batch)
    {
        foreach (ref readonly EventRecord record in batch.Records) monitor.Accept(batch, record, record.TimeMs);
    }

    /// <summary>The same records under ids that no one has seen.</summary>
    private static RecordBatch Renamed(RecordBatch batch)
    {
        foreach (ref EventRecord record in batch.Records) record.Id = new RecordId(record.Id.High + 1, record.Id.Low * 0x9E3779B97F4A7C15);
        return batch;
    }

    private static RecordBatch Batch(ModelSchema schema, int count)
    {
        RecordBatch batch = new(new SchemaRegistry([schema]));
        Random random = new(1);
        TextSlice endpoint = batch.AddText("/predict"u8);
        TextSlice version = batch.AddText("7"u8);
        TextSlice yes = batch.AddText("yes"u8);
        TextSlice no = batch.AddText("no"u8);
        for (int i = 0; i < count; i++)
        {
            double score = random.NextDouble();
            EventRecord record = new()
            {
                Kind = RecordKind.Prediction,
                TimeMs = Models.Start + i,
                Id = RecordId.Of(Encoding.UTF8.GetBytes($"p{i}")),
                Endpoint = endpoint,
                Version = version,
                Answer = score > 0.5 ? yes : no,
                AnswerNumber = double.NaN,
                Score = score,
                LatencySeconds = random.NextDouble() * 0.1,
                Cost = double.NaN,
            };
            Span<FeatureValue> values = batch.AddFeatures(schema.Features.Count, out record.FeatureStart);
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = schema.Features[k].Kind == FeatureKind.Number ? FeatureValue.OfNumber(random.NextDouble()) : FeatureValue.OfCategory(0);
            }

            batch.Add(record);
        }

        return batch;
    }
}
