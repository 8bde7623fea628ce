using System.Globalization;

using Heed.Documents;
using Heed.Ingest.Scraping;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Testing;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>A scraper on a manual clock, with the store that it fills.</summary>
internal sealed class ScrapeStory : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ListSeriesReader _store = new();

    public ScrapeStory(string yaml, string folder = "/")
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<ScrapeJobOptions> jobs = ScrapeReader.Read(Document.Parse("f", yaml, diagnostics).Root, folder);
        Assert.Empty(diagnostics.All);
        Scraper = new Scraper(jobs, _store, Clock, NowMs);
    }

    public ManualClock Clock { get; } = new(Start);

    public Scraper Scraper { get; }

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A story of one job with one target.</summary>
    public static ScrapeStory Of(ExposingServer server, string more = "") => new(
        $"""
        - job_name: j
          scrape_interval: 10s
          scrape_timeout: 4s
          static_configs: [{"{"}targets: ['{server.Address}'], labels: {"{"}instance: i{"}"}{"}"}]
          {more}
        """);

    /// <summary>Goes to the next due time, does what is due, and takes in one outcome.</summary>
    public async Task StepAsync()
    {
        Begin();
        await TakeAsync();
    }

    public void Begin()
    {
        long dueMs = Scraper.NextDueMs;
        Clock.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(dueMs));
        Scraper.Run(dueMs);
    }

    public async Task TakeAsync()
    {
        Assert.True(await Scraper.WaitAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        Scraper.ApplyWaiting(NowMs);
    }

    /// <summary>The series of a metric, each with its values in order; <c>stale</c> stands for the marker.</summary>
    public string[] Read(string metric)
    {
        List<string> lines = [];
        foreach (ISeries series in _store.Select([LabelMatcher.Equal(LabelNames.MetricName, metric)], 0, long.MaxValue, CancellationToken.None))
        {
            SampleBuffer samples = new();
            series.Read(0, long.MaxValue, samples);
            IEnumerable<string> values = samples.Values.ToArray().Select(
                v => StaleMarker.IsStale(v) ? "stale" : v.ToString(CultureInfo.InvariantCulture));
            lines.Add($"{series.Labels} {string.Join(' ', values)}");
        }

        return [.. lines];
    }

    public ValueTask DisposeAsync() => Scraper.DisposeAsync();
}
