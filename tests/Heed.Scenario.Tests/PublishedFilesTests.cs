using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Rule and routing files as people copy them from guides load unchanged and do their work.</summary>
public sealed class PublishedFilesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_accepts_them_and_says_which_expressions_can_match_nothing()
    {
        (int exitCode, string output, string errors) = await HeedProcess.RunAsync("check", Write());
        Assert.True(exitCode == 0, errors);
        Assert.Matches(@"warning: .*rules\.yml:\d+:\d+: .*threshold", output);
        Assert.Contains("write ", output, StringComparison.Ordinal);
        Assert.Contains("pagerduty-ml-oncall (pagerduty[0])", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_latency_errors_and_accuracy_fire_from_them()
    {
        await using RunningServer server = await RunningServer.StartAsync(Write(), Start);
        for (int minute = 0; minute < 90; minute++)
        {
            await server.PostAsync(CreditModel.Predictions(20, first: minute * 20, shift: 5));
            await server.PostAsync(CreditModel.Labels(20, first: minute * 20, wrongEvery: 2));
            await server.PostAsync(string.Concat(Enumerable.Range(0, 4).Select(i => Failure($"f{minute}-{i}"))));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await server.SettleAsync();
        }

        string[] firing = [.. (await server.GetAsync("api/v1/alerts")).GetProperty("data").GetProperty("alerts").EnumerateArray()
            .Where(a => a.GetProperty("state").GetString() == "firing").Select(a => a.GetProperty("labels").GetProperty("alertname").GetString()!).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["MLAccuracyDrop", "MLDataDrift", "MLHighLatency"], firing);
        Assert.Equal(4 / 24.0, (await server.QueryAsync("model:ml_errors:ratio_rate5m"))!.Value, 1e-6);

        JsonElement summary = (await server.GetAsync("v1/alerts")).GetProperty("alerts").EnumerateArray().First(a => a.GetProperty("name").GetString() == "MLAccuracyDrop");
        Assert.Equal("Accuracy is 50%", summary.GetProperty("annotations").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task A_ratio_that_matches_nothing_says_so_in_the_result()
    {
        await using RunningServer server = await RunningServer.StartAsync(CreditModel.Write(_folder), Start);
        await server.PostAsync(CreditModel.Predictions(100));
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        await server.SettleAsync();
        string expression = Uri.EscapeDataString("ml_low_confidence_predictions / ml_requests_total > 0.2");
        JsonElement answer = await server.GetAsync($"api/v1/query?query={expression}&time={server.Clock.GetUtcNow().ToUnixTimeSeconds()}");
        Assert.Equal(0, answer.GetProperty("data").GetProperty("result").GetArrayLength());
        string info = Assert.Single(answer.GetProperty("infos").EnumerateArray()).GetString()!;
        Assert.Contains("threshold", info, StringComparison.Ordinal);
        Assert.Contains("on", info, StringComparison.Ordinal);
    }

    private string Write()
    {
        // Only the addresses are others: a test speaks to nobody but this machine.
        const string nobody = "http://127.0.0.1:9/hook";
        string routing = File.ReadAllText(RepositoryFiles.Path("tests", "Heed.Receivers.Tests", "Fixtures", "guide.yml"));
        routing = routing.Replace("/run/secrets/slack", _folder.Write("slack", nobody), StringComparison.Ordinal)
            .Replace("https://hooks.slack.com/services/T000/B000/XXXX", nobody, StringComparison.Ordinal)
            .Replace("https://events.pagerduty.com/v2/enqueue", nobody, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", routing, StringComparison.Ordinal);
        _folder.Write("alertmanager.yml", routing);
        File.Copy(RepositoryFiles.Path("tests", "Heed.Rules.Tests", "fixtures", "published.yml"), _folder.File("rules.yml"));
        return CreditModel.Write(_folder, "rules: [rules.yml]\nalertmanager: alertmanager.yml\nsignals: { off: all }\n");
    }

    private static string Failure(string id) =>
        $"{{\"type\":\"prediction\",\"model\":\"credit\",\"version\":\"3\",\"id\":\"{id}\",\"endpoint\":\"/predict\",\"latency_ms\":5000,\"error\":\"TimeoutError\"}}\n";
}
