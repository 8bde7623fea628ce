using System.Globalization;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real Prometheus beside the embedded store: it gets every sample, also of the time in which it was away.</summary>
public sealed class RemoteWriteTargetTests
{
    /// <summary>What the target's relabelling leaves.</summary>
    private const string Sent = "{__name__!=\"\",__name__!~\"ml_duplicate_.*\"}";

    /// <summary>A Prometheus takes no sample from further ahead, and none that is much older than its newest one.</summary>
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddMinutes(-30);

    [Fact]
    public async Task Every_figure_is_in_the_users_own_store_under_the_external_labels()
    {
        using TemporaryFolder folder = new();
        await using PeerProcess store = await PrometheusAsync(folder);
        await using RunningServer heed = await RunningServer.StartAsync(Configuration(folder, store.Address), Start, folder.File("data"));
        await heed.PostAsync(CreditModel.Predictions(250) + CreditModel.Labels(250));
        heed.Clock.Advance(TimeSpan.FromMinutes(3));
        await heed.SettleAsync();

        SortedDictionary<string, string> own = await SeriesAsync(heed.Client, Sent, heed.Clock.GetUtcNow());
        Assert.True(own.Count > 150, $"expected the figures of a model, found {own.Count} series");
        Dictionary<string, string> expected = WithSite(own);
        await Eventually.TrueAsync(async () => (await SeriesAsync(store.Client, Sent, heed.Clock.GetUtcNow())).Count == own.Count);
        await Eventually.TrueAsync(async () =>
            (await SeriesAsync(store.Client, Sent, heed.Clock.GetUtcNow())).All(s => expected.GetValueOrDefault(s.Key) == s.Value));
        Assert.Empty(await SeriesAsync(store.Client, "{__name__=~\"ml_duplicate_.*\"}", heed.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_store_that_is_away_and_a_Heed_that_restarts_meanwhile_lose_nothing()
    {
        using TemporaryFolder folder = new();
        PeerProcess store = await PrometheusAsync(folder);
        string config = Configuration(folder, store.Address);
        SortedDictionary<string, string> own;
        await using (RunningServer heed = await RunningServer.StartAsync(config, Start, folder.File("data")))
        {
            await heed.PostAsync(CreditModel.Predictions(120));
            heed.Clock.Advance(TimeSpan.FromMinutes(1));
            await heed.SettleAsync();
            await store.TerminateAsync();
            await store.DisposeAsync();

            heed.Clock.Advance(TimeSpan.FromMinutes(5));
            await heed.SettleAsync();
        }

        await using (RunningServer heed = await RunningServer.StartAsync(config, Start.AddMinutes(6), folder.File("data")))
        {
            heed.Clock.Advance(TimeSpan.FromMinutes(4));
            await heed.SettleAsync();
            Assert.True(heed.Station.Series.Targets[0].Counters.WaitingSamples > 0);
            store = await PrometheusAsync(folder, store.Address.Port);
            await Eventually.TrueAsync(() => Task.FromResult(heed.Station.Series.Targets[0].Counters.WaitingSamples == 0));
            own = await SeriesAsync(heed.Client, Sent + "[15m]", heed.Clock.GetUtcNow());
            SortedDictionary<string, string> copied = await SeriesAsync(store.Client, Sent + "[15m]", heed.Clock.GetUtcNow());
            Assert.Equal((0L, 0L), (heed.Station.Series.Targets[0].Counters.Rejected, heed.Station.Series.Targets[0].Counters.Dropped));
            Assert.Equal(WithSite(own), copied.ToDictionary());
        }

        Assert.True(own.Count > 100, $"expected the figures of a model, found {own.Count} series");
        await store.DisposeAsync();
    }

    private static string Configuration(TemporaryFolder folder, Uri store) => CreditModel.Write(folder, $$"""
        global: { external_labels: { site: eu-1 } }
        remote_write:
          - url: {{store}}api/v1/write
            name: prometheus
            queue_config: { min_backoff: 20ms, max_backoff: 200ms, max_samples_per_send: 200 }
            write_relabel_configs: [ { source_labels: [__name__], regex: "ml_duplicate_.*", action: drop } ]

        """);

    private static Task<PeerProcess> PrometheusAsync(TemporaryFolder folder, int? port = null)
    {
        string config = folder.Write("prometheus.yml", "global: {}\n");
        return PeerProcess.StartAsync(
            "prometheus",
            "prometheus",
            "-/ready",
            free =>
            [
                $"--config.file={config}", $"--storage.tsdb.path={folder.File("prometheus")}", "--web.enable-remote-write-receiver",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{free}"), "--log.level=error",
            ],
            port);
    }

    private static Dictionary<string, string> WithSite(SortedDictionary<string, string> series) =>
        series.ToDictionary(s => string.Join('\n', s.Key.Split('\n').Append("site=eu-1").Order(StringComparer.Ordinal)), s => s.Value);

    /// <summary>The value, or all values with their times, by the labels.</summary>
    private static async Task<SortedDictionary<string, string>> SeriesAsync(HttpClient client, string expression, DateTimeOffset time)
    {
        string path = $"api/v1/query?query={Uri.EscapeDataString(expression)}&time={time.ToUnixTimeSeconds()}";
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(path));
        SortedDictionary<string, string> series = new(StringComparer.Ordinal);
        foreach (JsonElement element in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
        {
            IEnumerable<string> labels = element.GetProperty("metric").EnumerateObject().Select(l => $"{l.Name}={l.Value.GetString()}");
            bool isRange = element.TryGetProperty("values", out JsonElement values);
            series.Add(string.Join('\n', labels.Order(StringComparer.Ordinal)), isRange ? values.ToString() : element.GetProperty("value")[1].GetString()!);
        }

        return series;
    }
}
