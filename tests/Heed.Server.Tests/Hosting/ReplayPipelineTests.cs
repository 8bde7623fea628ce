using System.Globalization;
using System.Text;

using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;
using Heed.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Heed.Server.Tests.Hosting;

/// <summary>
/// A replay in stretches, on two threads, against one engine that does everything at its time: every bit of every series, and every
/// notice.
/// </summary>
public sealed class ReplayPipelineTests
{
    private const int Hours = 8;

    private static readonly long StartMs = new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void Stretches_leave_the_series_and_notices_of_one_engine_at_the_default_intervals()
    {
        using TemporaryFolder folder = new();
        string config = Configuration(folder);
        Inventory inventory = Read(config);
        (List<string> slowSeries, string slowNotices) = Run(inventory, TimeSpan.Zero, (station, feed) =>
        {
            feed(station.Engine.AdvanceTo, batch => station.Engine.Accept(batch, station.Engine.NowMs));
            station.Engine.AdvanceTo(EndMs);
        });
        (List<string> fastSeries, string fastNotices) = Run(Read(config), ReplayPipeline.StretchOf(inventory.Options.Global.EvaluationInterval), (station, feed) =>
        {
            using ReplayPipeline pipeline = new(station, CancellationToken.None);
            feed(pipeline.AdvanceTo, pipeline.Accept);
            pipeline.AdvanceTo(EndMs);
            pipeline.End();
        });
        Assert.Contains("ErrorBudgetBurn", slowNotices, StringComparison.Ordinal);
        Assert.Contains("OwnBurn", slowNotices, StringComparison.Ordinal);
        Assert.Contains(slowSeries, series => series.Contains("slo:sli_error:ratio_rate1d", StringComparison.Ordinal));
        Assert.Equal(slowSeries, fastSeries);
        Assert.Equal(slowNotices, fastNotices);
    }

    private static long EndMs => StartMs + (Hours * 3_600_000L);

    private static string Configuration(TemporaryFolder folder)
    {
        folder.Write("rules.yml", """
            groups:
              - name: own
                interval: 30s
                rules:
                  - { record: own:burn, expr: 'max_over_time(ml_slo_burn_rate{window="5m"}[10m])' }
                  - { alert: OwnBurn, expr: 'own:burn > 20', for: 3m, annotations: { now: '{{ with query "count(own:burn)" }}{{ . | first | value }}{{ end }} at {{ $value }}' } }
                  - { record: own:alerts, expr: 'count(ALERTS{alertstate="firing"}) or vector(0)' }
            """);
        return folder.Write("heed.yml", $$"""
            models:
              - name: housing
                baseline: {{RepositoryFiles.Path("examples/housing/baseline.ndjson.gz")}}
                segments: [region]
                slo: { latency_p99: 500ms, availability: 99.9% }
            rules: [rules.yml]
            """);
    }

    private static Inventory Read(string config)
    {
        (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(config);
        Inventory? inventory = options is null ? null : Inventory.Read(options, new BaselineFiles(null), diagnostics);
        return inventory ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }

    private static (List<string> Series, string Notices) Run(
        Inventory inventory, TimeSpan lookAhead, Action<Station, Action<Action<long>, Action<RecordBatch>>> drive)
    {
        using MemoryStream notices = new();
        StationOptions options = new()
        {
            DataDirectory = null,
            StartMs = StartMs,
            RecordsItself = false,
            KeepsJournal = false,
            LookAhead = lookAhead,
        };
        Station station = new StationBuilder(inventory.WithReceiver(), options, TimeProvider.System, NullLogger.Instance)
            .Build(state => new ReplayOutbox(notices, state));
        drive(station, (advance, accept) => Feed(station, advance, accept));
        List<string> series = Everything(station.Series.Reader);
        station.Close();
        return (series, Encoding.UTF8.GetString(notices.ToArray()));
    }

    /// <summary>A request each 40 seconds. For two hours half of them fail, and slowly.</summary>
    private static void Feed(Station station, Action<long> advance, Action<RecordBatch> accept)
    {
        using RecordedEvents events = new([new RecordedFile(RepositoryFiles.Path("examples/housing/production.ndjson.gz"), TimeSpan.Zero)]);
        RecordBatch batch = new(station.Schemas);
        int number = 0;
        for (long timeMs = StartMs; timeMs < EndMs && events.Next(); timeMs += 40_000, number++)
        {
            bool fails = timeMs - StartMs is > 3 * 3_600_000 and < 5 * 3_600_000 && number % 2 == 0;
            byte[] json = fails ? Failure(number, timeMs) : EventTimes.Replace(events.Json.Span, timeMs);
            advance(timeMs);
            batch.Clear();
            Assert.Null(station.Parser.TryRead(json, timeMs, batch));
            batch.Source = json;
            accept(batch);
        }
    }

    private static byte[] Failure(int number, long timeMs) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"prediction","model":"housing","id":"f-{{number}}","time":"{{Rfc3339.Format(timeMs)}}","latency_ms":900,"error":"Timeout"}"""));

    /// <summary>Of each series its labels and a hash of all times and bits.</summary>
    private static List<string> Everything(ISeriesReader store)
    {
        List<string> lines = [];
        SampleBuffer samples = new();
        foreach (ISeries series in store.Select([], long.MinValue, long.MaxValue, CancellationToken.None))
        {
            samples.Clear();
            series.Read(long.MinValue, long.MaxValue, samples);
            StableHash hash = new(0);
            for (int i = 0; i < samples.Count; i++)
            {
                hash.Add((ulong)samples.TimesMs[i]);
                hash.Add(BitConverter.DoubleToUInt64Bits(samples.Values[i]));
            }

            lines.Add($"{series.Labels} {samples.Count} {hash.ToUInt64():x16}");
        }

        return lines;
    }
}
