using System.Diagnostics;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Debian's promtool takes Heed for a Prometheus.</summary>
public sealed class PromtoolTests : IAsyncLifetime
{
    private const string Promtool = "/usr/bin/promtool";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(CreditModel.Write(_folder), Start);
        await _server.PostAsync(CreditModel.Predictions(120));
        _server.Clock.Advance(TimeSpan.FromMinutes(2));
        await _server.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_instant_query_gives_the_figures_in_promtools_own_words()
    {
        string output = await RunAsync("query", "instant", "--time", "2026-03-01T12:02:00Z", Address, "sum by (model_name) (ml_requests_total)");
        Assert.Equal("{model_name=\"credit\"} => 120 @[1772366520]\n", output);
    }

    [Fact]
    public async Task A_range_query_gives_every_step()
    {
        string output = await RunAsync(
            "query", "range", "--start", "2026-03-01T12:01:00Z", "--end", "2026-03-01T12:02:00Z", "--step", "30s", Address, "sum(ml_requests_total)");
        Assert.Equal("{} =>\n120 @[1772366460]\n120 @[1772366490]\n120 @[1772366520]\n", output);
    }

    [Fact]
    public async Task Series_and_labels_are_found()
    {
        string series = await RunAsync("query", "series", "--match", "ml_data_drift_score", "--start", "1772366400", "--end", "1772366520", Address);
        Assert.Contains("feature_name=\"income\"", series, StringComparison.Ordinal);
        Assert.DoesNotContain("ml_requests_total", series, StringComparison.Ordinal);
        string models = await RunAsync("query", "labels", "--start", "1772366400", "--end", "1772366520", Address, "model_name");
        Assert.Equal("credit\n", models);
    }

    [Fact]
    public async Task A_wrong_expression_is_refused_with_its_place_and_what_was_meant()
    {
        (int exitCode, _, string errors) = await StartAsync("", "query", "instant", Address, "mean(ml_requests_total)");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("avg", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exposition_is_read_and_every_metric_has_its_type_and_meaning()
    {
        string metrics = await _server.Client.GetStringAsync("metrics");
        Assert.Contains("# TYPE ml_request_duration_seconds histogram\n", metrics, StringComparison.Ordinal);
        (int exitCode, _, string errors) = await StartAsync(metrics, "check", "metrics");

        // 3 is a remark on style: three of the published names are counters without _total, and one is the buckets of a histogram alone.
        Assert.Equal(3, exitCode);
        Assert.Equal(
            ["ml_data_drift_alerts", "ml_low_confidence_predictions", "ml_predictions_by_class", "prediction_latency_seconds_bucket"],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rules_are_listed_as_Prometheus_lists_them()
    {
        System.Text.Json.JsonElement answer = await _server.GetAsync("api/v1/rules?type=record");
        System.Text.Json.JsonElement[] groups = [.. answer.GetProperty("data").GetProperty("groups").EnumerateArray()];
        Assert.Equal(["heed_metric_aliases", "signals-credit"], groups.Select(g => g.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        System.Text.Json.JsonElement group = groups.Single(g => g.GetProperty("name").GetString() == "heed_metric_aliases");
        Assert.All(group.GetProperty("rules").EnumerateArray(), rule => Assert.Equal("ok", rule.GetProperty("health").GetString()));
    }

    private string Address => _server.Client.BaseAddress!.ToString().TrimEnd('/');

    private static async Task<string> RunAsync(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await StartAsync("", arguments);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> StartAsync(string input, params string[] arguments)
    {
        Assert.True(File.Exists(Promtool), $"expected {Promtool}; install it with: apt-get install prometheus");
        ProcessStartInfo start = new(Promtool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
