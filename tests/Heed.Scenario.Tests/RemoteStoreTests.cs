using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>The same configuration over the embedded store, a real Prometheus and a real VictoriaMetrics: figures, rules and alerts are the same.</summary>
public sealed class RemoteStoreTests
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddMinutes(-10);

    [Fact]
    public async Task Over_a_Prometheus()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("prometheus.yml", "global: {}\n");
        await using PeerProcess store = await PeerProcess.StartAsync("prometheus", "prometheus", "-/ready", port =>
        [
            $"--config.file={config}", $"--storage.tsdb.path={folder.File("prometheus")}", "--web.enable-remote-write-receiver",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error",
        ]);
        await SameStoryAsync(folder, store.Address);
    }

    [Fact]
    public async Task Over_a_VictoriaMetrics()
    {
        using TemporaryFolder folder = new();
        await using PeerProcess store = await PeerProcess.StartAsync("victoria-metrics", "victoria-metrics", "health", port =>
        [
            $"-storageDataPath={folder.File("vm")}", string.Create(CultureInfo.InvariantCulture, $"-httpListenAddr=127.0.0.1:{port}"),
            "-loggerLevel=ERROR", "-search.latencyOffset=0s", "-search.disableCache",
        ]);
        await SameStoryAsync(folder, store.Address);
    }

    private static async Task SameStoryAsync(TemporaryFolder folder, Uri store)
    {
        string embedded = await StoryAsync(folder, "embedded", "");
        string remote = await StoryAsync(folder, "remote", $"storage: {{ remote: {{ query: \"{store}\", write: \"{store}api/v1/write\" }} }}\n");
        Assert.Equal(embedded, remote);
        Assert.Contains("High firing", embedded, StringComparison.Ordinal);
        Assert.Contains("ErrorBudgetBurn firing", embedded, StringComparison.Ordinal);
    }

    /// <summary>
    /// A gauge is pushed every 15 seconds; a rule doubles it and an alert watches the double. Two counters are pushed beside it, and an
    /// objective watches their ratio.
    /// </summary>
    private static async Task<string> StoryAsync(TemporaryFolder folder, string name, string storage)
    {
        folder.Write("rules.yml", """
            groups:
              - name: g
                interval: 15s
                rules:
                  - { record: doubled, expr: load * 2 }
                  - { alert: High, expr: doubled > 10, for: 30s }
            """);
        folder.Write("slo.yml", """
            apiVersion: openslo/v1
            kind: SLO
            metadata: { name: answers }
            spec:
              service: web
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: { metricSource: { type: Prometheus, spec: { query: bad_total } } }
                    total: { metricSource: { type: Prometheus, spec: { query: all_total } } }
              timeWindow: [ { duration: 30d, isRolling: true } ]
              budgetingMethod: Occurrences
              objectives: [ { target: 0.99 } ]
            """);
        string config = folder.Write(name + ".yml", "models: []\nrules: [rules.yml]\nslos: [slo.yml]\nglobal: { evaluation_interval: 15s }\n" + storage);
        await using RunningServer heed = await RunningServer.StartAsync(config, Start, folder.File(name));
        StringBuilder story = new();
        long at = Start.ToUnixTimeMilliseconds() / 15_000 * 15_000;
        for (int step = 0; step < 16; step++)
        {
            at += 15_000;
            double value = step is >= 4 and < 11 ? 6 : 1;
            await PushAsync(heed, "load", value, at - 5_000);
            await PushAsync(heed, "all_total", 1000 * step, at - 5_000);
            await PushAsync(heed, "bad_total", 300 * Math.Max(0, step - 5), at - 5_000);
            await Eventually.TrueAsync(async () => await AskAsync(heed, "load", at - 1) == value);
            heed.Clock.Advance(DateTimeOffset.FromUnixTimeMilliseconds(at) - heed.Clock.GetUtcNow());
            await heed.SettleAsync();
            await Eventually.TrueAsync(async () => await AskAsync(heed, "doubled", at) == value * 2);
            string alerts = string.Join(',', heed.Station.Rules.ReportAlerts().Select(a => $"{a.Name} {a.State.ToString().ToLowerInvariant()}"));
            story.AppendLine(CultureInfo.InvariantCulture, $"{step}: {alerts}");
        }

        return story.ToString();
    }

    private static async Task PushAsync(RunningServer heed, string metric, double value, long timeMs)
    {
        using StringContent content = new(string.Create(CultureInfo.InvariantCulture, $"{metric} {value} {timeMs}\n"));
        using HttpResponseMessage response = await heed.Client.PostAsync("api/v1/import/prometheus", content);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task<double?> AskAsync(RunningServer heed, string expression, long timeMs)
    {
        string time = (timeMs / 1000m).ToString(CultureInfo.InvariantCulture);
        using HttpResponseMessage response = await heed.Client.GetAsync($"api/v1/query?query={expression}&time={time}");
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement result = json.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? null : double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }
}
