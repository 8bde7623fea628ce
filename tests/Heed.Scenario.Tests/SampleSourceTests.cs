using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Samples on every way but remote write: scraped from a real node_exporter, pushed as text, sent by OTLP; looked at, and deleted.</summary>
public sealed class SampleSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_real_node_exporter_is_scraped_and_its_end_is_seen()
    {
        using TemporaryFolder folder = new();
        await using PeerProcess exporter = await PeerProcess.StartAsync(
            "prometheus-node-exporter", "prometheus-node-exporter", "metrics",
            port => [string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}")]);
        string config = folder.Write("heed.yml", $$"""
            models: []
            scrape: [{ job_name: node, scrape_interval: 15s, static_configs: [{ targets: ["{{exporter.Address.Authority}}"], labels: { rack: r1 } }] }]
            """);

        // What is late by the clock on the wall is not scraped: the manual clock begins there.
        await using RunningServer heed = await RunningServer.StartAsync(config, TimeProvider.System.GetUtcNow(), folder.File("data"), scrapes: true);
        await ScrapeUntilAsync(heed, "up{job=\"node\", rack=\"r1\"}", 1);

        Assert.True(await heed.QueryAsync("count({job=\"node\"})") > 300);
        Assert.True(await heed.QueryAsync("scrape_samples_scraped{job=\"node\"}") > 300);
        JsonElement target = Assert.Single((await heed.GetAsync("api/v1/targets")).GetProperty("data").GetProperty("activeTargets").EnumerateArray());
        Assert.Equal("up", target.GetProperty("health").GetString());
        Assert.Equal("r1", target.GetProperty("labels").GetProperty("rack").GetString());
        JsonElement metadata = (await heed.GetAsync("api/v1/metadata")).GetProperty("data");
        Assert.Equal("gauge", metadata.GetProperty("node_load1")[0].GetProperty("type").GetString());

        exporter.Kill();
        await ScrapeUntilAsync(heed, "up{job=\"node\"}", 0);
        Assert.Null(await heed.QueryAsync("node_load1"));
    }

    [Fact]
    public async Task Text_and_OTLP_arrive_and_what_is_wrong_with_them_is_said()
    {
        using TemporaryFolder folder = new();
        await using RunningServer heed = await RunningServer.StartAsync(folder.Write("heed.yml", "models: []\n"), Start, folder.File("data"));
        Assert.Equal((HttpStatusCode.NoContent, ""), await PostAsync(heed, "api/v1/import/prometheus", "text/plain", "# TYPE t counter\nt{a=\"ä\\n\"} 5\n"));
        Assert.Equal(5, await heed.QueryAsync("t{a=\"ä\\n\"}"));
        (HttpStatusCode status, string said) = await PostAsync(heed, "api/v1/import/prometheus", "text/plain", "u 1\nv x\n");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("line 2, column 3: expected a number, found 'x'; the 1 samples before it are written\n", said);
        (status, said) = await PostAsync(heed, "api/v1/import/prometheus", "text/plain", "t{a=\"ä\\n\"} 6 1000\n");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("0 samples written; 1 out of order, 0 too far in the future, 0 in conflict, 0 beyond a limit\n", said);
        long ahead = (Start + TimeSpan.FromMinutes(11)).ToUnixTimeMilliseconds();
        (status, said) = await PostAsync(heed, "api/v1/import/prometheus", "text/plain", $"t{{a=\"ä\\n\"}} 6 {ahead}\nw 7\n");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("1 samples written; 0 out of order, 1 too far in the future, 0 in conflict, 0 beyond a limit\n", said);

        const string Otlp = """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeMetrics":[{"metrics":[
              {"name":"queue.length","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":"1795262400000000000","asDouble":7.5}]}}]}]}]}
            """;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(heed, "v1/metrics", "application/json", Otlp)).Status);
        Assert.Equal(7.5, await heed.QueryAsync("queue_length_ratio{job=\"shop\"}"));
    }

    [Fact]
    public async Task Series_are_counted_explained_and_deleted_where_that_is_allowed()
    {
        using TemporaryFolder folder = new();
        await using RunningServer heed = await RunningServer.StartAsync(
            folder.Write("heed.yml", "server: { admin_api: true }\nmodels: []\nstorage: { max_series_per_metric: 3 }\n"), Start, folder.File("data"));
        (HttpStatusCode status, _) = await PostAsync(heed, "api/v1/import/prometheus", "text/plain", "m{a=\"1\"} 1\nm{a=\"2\"} 2\nm{a=\"3\"} 3\nm{a=\"4\"} 4\nn 5\n");
        Assert.Equal(HttpStatusCode.BadRequest, status);

        JsonElement counts = (await heed.GetAsync("api/v1/status/tsdb")).GetProperty("data");
        JsonElement first = counts.GetProperty("seriesCountByMetricName")[0];
        Assert.Equal(("m", 3), (first.GetProperty("name").GetString(), first.GetProperty("value").GetInt32()));
        JsonElement stats = (await heed.GetAsync($"api/v1/query?query=sum(m)&explain=1&time={Start.ToUnixTimeSeconds()}")).GetProperty("data").GetProperty("stats");
        Assert.Equal(3, stats.GetProperty("seriesSelected").GetInt32());
        Assert.Equal("aggregate sum", stats.GetProperty("operators").GetProperty("operator").GetString());

        using HttpResponseMessage deleted = await heed.Client.PostAsync("api/v1/admin/tsdb/delete_series?match[]=m{a=~\"1|2\"}", null);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(3, await heed.QueryAsync("sum(m)"));
        using HttpResponseMessage compacted = await heed.Client.PostAsync("api/v1/admin/tsdb/compact", null);
        Assert.Equal(HttpStatusCode.NoContent, compacted.StatusCode);
        Assert.Equal(3, await heed.QueryAsync("sum(m)"));
    }

    [Fact]
    public async Task Nothing_is_deleted_over_HTTP_unless_the_configuration_says_so()
    {
        using TemporaryFolder folder = new();
        await using RunningServer heed = await RunningServer.StartAsync(folder.Write("heed.yml", "models: []\n"), Start);
        using HttpResponseMessage refused = await heed.Client.PostAsync("api/v1/admin/tsdb/delete_series?match[]=up", null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("admin_api", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task ScrapeUntilAsync(RunningServer heed, string expression, double wanted) => Eventually.TrueAsync(async () =>
    {
        heed.Clock.Advance(TimeSpan.FromSeconds(15));
        return await heed.QueryAsync(expression) == wanted;
    });

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(RunningServer heed, string path, string type, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, type);
        using HttpResponseMessage response = await heed.Client.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
