using System.Globalization;
using System.Net;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real Prometheus scrapes itself and writes what it has to Heed; both are then asked the same.</summary>
public sealed class RemoteWriteTests
{
    /// <summary>Rates of counters near zero are left out: 2.x and 3.x extrapolate those differently.</summary>
    private static readonly string[] Queries =
    [
        "prometheus_http_requests_total",
        "sum by (code) (irate(prometheus_http_requests_total[5s]))",
        "histogram_quantile(0.9, sum by (le) (prometheus_http_request_duration_seconds_bucket))",
        "rate(go_memstats_alloc_bytes_total[5s])",
        "count by (__name__) ({job=\"self\"})",
        "max_over_time(go_goroutines[10s]) - min_over_time(go_goroutines[10s])",
        "up",
        "{__name__=~\"prometheus_tsdb_head_(chunks|series)\"}",
        "topk(3, {__name__=~\"go_.+\"}) or absent(nothing)",
    ];

    [Fact]
    public async Task A_real_Prometheus_writes_to_Heed_and_both_answer_the_same()
    {
        using TemporaryFolder folder = new();
        await using RunningServer heed = await RunningServer.StartAsync(
            folder.Write("heed.yml", "models: []\n"), TimeProvider.System.GetUtcNow(), folder.File("data"));
        await using PeerProcess prometheus = await PeerProcess.StartAsync(
            "prometheus", "prometheus", "-/ready", port => Arguments(folder, port, heed.Client.BaseAddress!));

        long timeSeconds = 0;
        await Eventually.TrueAsync(async () =>
        {
            // A dozen scrapes have arrived; what is asked about lies three seconds behind them.
            long now = await NowAsync(prometheus.Client);
            JsonElement count = (await AskAsync(heed.Client, "count_over_time(up{job=\"self\"}[1h])", now)).Result;
            timeSeconds = now - 3;
            return count.GetArrayLength() > 0 && Number(count[0]) >= 12;
        });

        foreach (string query in Queries)
        {
            (HttpStatusCode status, JsonElement expected) = await AskAsync(prometheus.Client, query, timeSeconds);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(Canonical(expected), Canonical((await AskAsync(heed.Client, query, timeSeconds)).Result));
        }
    }

    [Fact]
    public async Task What_is_not_a_remote_write_is_refused_with_what_was_expected()
    {
        using TemporaryFolder folder = new();
        await using RunningServer heed = await RunningServer.StartAsync(
            folder.Write("heed.yml", "models: []\n"), new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        using StringContent text = new("up 1\n");
        using HttpResponseMessage media = await heed.Client.PostAsync("api/v1/write", text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, media.StatusCode);
        Assert.Contains("prometheus.WriteRequest", await media.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using ByteArrayContent bytes = new([1, 2, 3]);
        bytes.Headers.ContentType = new("application/x-protobuf");
        bytes.Headers.ContentEncoding.Add("snappy");
        using HttpResponseMessage damaged = await heed.Client.PostAsync("api/v1/write", bytes);
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
        Assert.Equal("0", damaged.Headers.GetValues("X-Prometheus-Remote-Write-Samples-Written").Single());
    }

    private static string[] Arguments(TemporaryFolder folder, int port, Uri heed)
    {
        string config = folder.Write("prometheus.yml", string.Create(CultureInfo.InvariantCulture, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 400ms }
            scrape_configs: [{ job_name: self, static_configs: [{ targets: ["127.0.0.1:{{port}}"] }] }]
            remote_write: [{ url: "{{heed}}api/v1/write", queue_config: { batch_send_deadline: 100ms } }]
            """));
        return
        [
            $"--config.file={config}", $"--storage.tsdb.path={folder.File("prometheus")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=warn",
        ];
    }

    private static async Task<long> NowAsync(HttpClient prometheus) => (long)Number((await AskAsync(prometheus, "time()", null)).Result);

    private static async Task<(HttpStatusCode Status, JsonElement Result)> AskAsync(HttpClient client, string query, long? timeSeconds)
    {
        string time = timeSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"&time={seconds}") : "";
        using HttpResponseMessage response = await client.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}{time}", UriKind.Relative));
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, json.RootElement.GetProperty("data").GetProperty("result").Clone());
    }

    private static double Number(JsonElement element)
    {
        JsonElement pair = element.ValueKind == JsonValueKind.Array ? element : element.GetProperty("value");
        return double.Parse(pair[1].GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Series in an order of their own, numbers to eleven digits.</summary>
    private static string Canonical(JsonElement result) => string.Join('\n', result.EnumerateArray().Select(series =>
    {
        IEnumerable<string> labels = series.GetProperty("metric").EnumerateObject().Select(l => $"{l.Name}={l.Value.GetString()}").Order(StringComparer.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', labels)} {Number(series):G11}");
    }).Order(StringComparer.Ordinal));
}
