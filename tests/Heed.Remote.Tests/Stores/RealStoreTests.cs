using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Remote.Reading;
using Heed.Remote.Writing;
using Heed.Storage;
using Heed.Testing;

namespace Heed.Remote.Tests.Stores;

/// <summary>Real Prometheus 2.42 and VictoriaMetrics 1.79: what is written is read back, and the engine answers alike over all.</summary>
public sealed class RealStoreTests : IDisposable
{
    private const int Steps = 120;
    private const long StepMs = 15_000;
    private const double Tolerance = 1e-9;

    /// <summary>An hour back, on a whole minute: a store refuses what is much older than its newest sample or than its retention.</summary>
    private static readonly long StartMs = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 60_000 * 60_000) - 3_600_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Stores => [.. StoreProcess.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_engine_answers_alike_over_the_embedded_store_and_over_a_real_one(string name)
    {
        await using StoreProcess store = await StoreProcess.StartAsync(name);
        using SeriesStore embedded = SeriesStore.Open(new StoreOptions());
        await using RemoteSampleSink sink = Sink(store, "queue");
        WriteHistory(embedded, sink);
        await SendAllAsync(sink);
        await store.FlushAsync();
        using RemoteSeriesReader reader = new(new RemoteReadOptions { Url = store.Url }, TimeProvider.System);

        Assert.All(Queries, query => AssertSame(query, new QueryEngine(embedded), new QueryEngine(reader)));
        Assert.Equal(name == "prometheus" ? ReadingKind.RemoteRead : ReadingKind.Export, reader.Kind);
        Assert.Equal(0, reader.Counters.Failures);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Labels_and_their_values_are_those_of_the_embedded_store(string name)
    {
        await using StoreProcess store = await StoreProcess.StartAsync(name);
        using SeriesStore embedded = SeriesStore.Open(new StoreOptions());
        await using RemoteSampleSink sink = Sink(store, "queue");
        WriteHistory(embedded, sink);
        await SendAllAsync(sink);
        await store.FlushAsync();
        using RemoteSeriesReader reader = new(new RemoteReadOptions { Url = store.Url }, TimeProvider.System);
        long endMs = StartMs + (Steps * StepMs);
        LabelMatcher[] requests = [LabelMatcher.Equal(LabelNames.MetricName, "requests_total")];
        LabelMatcher[][] selections = [[], requests, [LabelMatcher.Parse("job", MatchOperator.NotRegex, "no.*").Value]];

        foreach (LabelMatcher[] matchers in selections)
        {
            Assert.Equal(embedded.LabelNames(matchers, StartMs, endMs, default), reader.LabelNames(matchers, StartMs, endMs, default));
            Assert.Equal(
                embedded.LabelValues("path", matchers, StartMs, endMs, default), reader.LabelValues("path", matchers, StartMs, endMs, default));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_outage_of_the_store_and_a_restart_of_the_writer_lose_nothing(string name)
    {
        await using StoreProcess store = await StoreProcess.StartAsync(name);
        LabelSet series = LabelSet.Of((LabelNames.MetricName, "outage"), ("job", "test"));
        await using (RemoteSampleSink sink = Sink(store, "queue"))
        {
            for (int i = 0; i < 100; i++) sink.Append(series, StartMs + (i * StepMs), i);
            await SendAllAsync(sink);
            await store.FlushAsync();
            await store.EndAsync();
            for (int i = 100; i < 200; i++) sink.Append(series, StartMs + (i * StepMs), i);
            Assert.Null(sink.Commit());
            await Eventually.TrueAsync(() => Task.FromResult(sink.Counters.Retries > 0));
            Assert.Equal(100, sink.Counters.WaitingSamples);
        }

        await using RemoteSampleSink again = Sink(store, "queue");
        Assert.Equal(100, again.Counters.WaitingSamples);
        await store.StartAsync();
        await SendAllAsync(again);
        await store.FlushAsync();

        using RemoteSeriesReader reader = new(new RemoteReadOptions { Url = store.Url }, TimeProvider.System);
        ISeries found = Assert.Single(reader.Select([LabelMatcher.Equal(LabelNames.MetricName, "outage")], StartMs, StartMs + (200 * StepMs), default));
        SampleBuffer samples = new();
        found.Read(long.MinValue, long.MaxValue, samples);
        Assert.Equal(series, found.Labels);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (double)i), samples.Values.ToArray());
    }

    private static string[] Queries { get; } =
    [
        "requests_total", "sum by (path) (rate(requests_total[5m]))", "sum(requests_total) / count(requests_total)",
        "max_over_time(temperature[10m])", "temperature{room=~\"k.*|b.*\"}", "temperature{room!=\"\"} * 2", "ends_early", "absent(ends_early)",
        "count_over_time(ends_early[30m])", "temperature offset 5m", "requests_total @ end()", "quantile(0.5, temperature)",
        "histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))", "{job=\"web\",path=\"/ü \\\"q\\\"\"}", "increase(requests_total[1h])",
        "topk(1, requests_total)", "avg_over_time(temperature[20m:1m])", "no_such_metric", "changes(temperature[30m])", "{__name__=~\".+\"}",
    ];

    private static void AssertSame(string query, QueryEngine embedded, QueryEngine remote)
    {
        long endMs = StartMs + (Steps * StepMs);
        Compare(query, embedded.Range(query, StartMs, endMs, 60_000), remote.Range(query, StartMs, endMs, 60_000));
        Compare(query, embedded.Instant(query, endMs), remote.Instant(query, endMs));
    }

    private static void Compare(string query, QueryResult expected, QueryResult actual)
    {
        Assert.True(expected.Error is null && actual.Error is null, $"{query}: {expected.Error} {actual.Error}");
        List<(string Place, double Value)> wanted = Flat(expected);
        List<(string Place, double Value)> found = Flat(actual);
        Assert.Equal(wanted.Select(w => w.Place), found.Select(f => f.Place));
        for (int i = 0; i < wanted.Count; i++)
        {
            double difference = Math.Abs(wanted[i].Value - found[i].Value);
            bool same = wanted[i].Value.Equals(found[i].Value) || difference <= Tolerance * Math.Abs(wanted[i].Value);
            Assert.True(same, $"{query} {wanted[i].Place}: expected {wanted[i].Value}, found {found[i].Value}");
        }
    }

    private static List<(string Place, double Value)> Flat(QueryResult result)
    {
        List<(string, double)> flat = [];
        if (result.Value is VectorValue vector)
        {
            foreach (VectorSample sample in vector.Samples) flat.Add(($"{sample.Labels} {sample.Sample.TimeMs}", sample.Sample.Value));
        }
        else if (result.Value is MatrixValue matrix)
        {
            foreach (MatrixSeries series in matrix.Series)
            {
                for (int i = 0; i < series.TimesMs.Length; i++) flat.Add(($"{series.Labels} {series.TimesMs[i]}", series.Values[i]));
            }
        }

        flat.Sort(static (a, b) => string.CompareOrdinal(a.Item1, b.Item1));
        return flat;
    }

    /// <summary>Counters with a reset, gauges, a series that ends with a stale marker, a histogram, awkward label values.</summary>
    private static void WriteHistory(params ISampleSink[] sinks)
    {
        string[] paths = ["/", "/ü \"q\"", "back\\slash\nline"];
        string[] rooms = ["kitchen", "bath", "hall"];
        string[] bounds = ["0.1", "0.5", "1", "+Inf"];
        for (int i = 0; i < Steps; i++)
        {
            long timeMs = StartMs + (i * StepMs);
            for (int p = 0; p < paths.Length; p++)
            {
                double count = ((i % 70) * (p + 1) * 3.25) + p;
                Write(sinks, timeMs, count, (LabelNames.MetricName, "requests_total"), ("job", "web"), ("path", paths[p]));
                Write(sinks, timeMs, 20 + (5 * Math.Sin((i + p) / 7.0)), (LabelNames.MetricName, "temperature"), ("room", rooms[p]));
            }

            for (int b = 0; b < bounds.Length; b++)
            {
                Write(sinks, timeMs, i * (b + 1) * 2, (LabelNames.MetricName, "latency_bucket"), ("job", "web"), ("le", bounds[b]));
            }

            if (i <= 60) Write(sinks, timeMs, i < 60 ? i : StaleMarker.Value, (LabelNames.MetricName, "ends_early"), ("job", "web"));
        }
    }

    private static void Write(ISampleSink[] sinks, long timeMs, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        LabelSet set = LabelSet.Of(labels);
        foreach (ISampleSink sink in sinks) Assert.Equal(AppendOutcome.Appended, sink.Append(set, timeMs, value));
    }

    private static async Task SendAllAsync(RemoteSampleSink sink)
    {
        Assert.Null(sink.Commit());
        await Eventually.TrueAsync(() => Task.FromResult(sink.Counters.WaitingSamples == 0));
        Assert.True(sink.Counters is { Rejected: 0, Dropped: 0 }, sink.Counters.ToString());
    }

    private RemoteSampleSink Sink(StoreProcess store, string folder) => RemoteSampleSink.Open(
        new RemoteWriteOptions
        {
            Url = store.WriteUrl,
            Directory = _folder.File(folder),
            BatchSamples = 300,
            FirstPause = TimeSpan.FromMilliseconds(20),
            LongestPause = TimeSpan.FromMilliseconds(200),
        },
        TimeProvider.System);
}
