using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Models that learn their baseline from their first events.</summary>
public sealed class LearningTests
{
    private const string ByTime = "models: [{ name: m, type: classification, baseline: { first: 1h }, windows: { drift: 100 } }]\n";
    private const string ByCount = "models: [{ name: m, type: classification, baseline: { first: 300 }, windows: { drift: 100 } }]\n";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A real process takes events of its own last 30 days only.</summary>
    private static readonly DateTime Yesterday = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-1);

    [Fact]
    public async Task A_model_learns_for_the_time_given_and_its_counters_go_on()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(folder.Write("heed.yml", ByTime), Start.AddHours(2));
        await server.PostAsync(Events(0, 300));
        JsonElement model = await server.GetAsync("v1/models/m");
        Assert.InRange(model.GetProperty("learning").GetProperty("progress_ratio").GetDouble(), 0.8, 0.9);
        Assert.Equal(0, model.GetProperty("baseline").GetProperty("records").GetInt64());
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await server.QueryAsync("ml_baseline_learning"));

        // The hour ends inside this body: the event of 01:00:00 is the first that is compared.
        await server.PostAsync(Events(300, 200));
        model = await server.GetAsync("v1/models/m");
        bool isLearning = model.TryGetProperty("learning", out JsonElement learning) && learning.ValueKind != JsonValueKind.Null;
        Assert.False(isLearning);
        Assert.Equal(360, model.GetProperty("baseline").GetProperty("records").GetInt64());
        Assert.Equal(2, model.GetProperty("baseline").GetProperty("features").GetInt32());
        Assert.Equal(500, model.GetProperty("requests_total").GetInt64());
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await server.QueryAsync("ml_baseline_learning"));
        Assert.Equal(500, await server.QueryAsync("sum(ml_predictions_by_class)"));
        Assert.Equal(500, await server.QueryAsync("sum(ml_predictions_by_version_total)"));
    }

    [Fact]
    public async Task A_model_that_looks_back_on_its_weeks_learns_first_and_says_how_many_it_has_seen()
    {
        const string ByWeeks = "models: [{ name: m, type: classification, baseline: { weeks: 2, first: 300 }, windows: { drift: 100 } }]\n";
        using TemporaryFolder folder = new();
        string config = folder.Write("heed.yml", ByWeeks);
        await using (RunningServer first = await RunningServer.StartAsync(config, Start.AddHours(2), folder.File("data")))
        {
            await first.PostAsync(Events(0, 200));
            first.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null(await first.QueryAsync("ml_reference_weeks"));
            await first.PostAsync(Events(200, 300));
            first.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, await first.QueryAsync("ml_reference_weeks"));
        }

        // A week later the same hours have been seen once.
        await using RunningServer second = await RunningServer.StartAsync(config, Start.AddDays(7).AddHours(3), folder.File("data"));
        await second.PostAsync(Events(7 * 24 * 360, 600));
        second.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await second.QueryAsync("ml_reference_weeks"));
        JsonElement reference = (await second.GetAsync("v1/models/m")).GetProperty("reference");
        Assert.Equal((2, 1), (reference.GetProperty("weeks").GetInt32(), reference.GetProperty("seen").GetInt32()));
    }

    [Fact]
    public async Task Labels_that_come_while_it_learns_give_the_baseline_its_quality()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(folder.Write("heed.yml", ByCount), Start.AddHours(2));
        await server.PostAsync(Events(0, 300));
        await server.PostAsync(Labels(0, 300));
        await server.PostAsync(Events(300, 1));
        Assert.Equal(300, server.Station.Monitors[0].Baseline.LabelledRecords);
        Assert.NotEmpty(server.Station.Monitors[0].Baseline.Quality);
    }

    [Fact]
    public async Task A_restart_after_learning_goes_on_with_the_same_baseline()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("heed.yml", ByCount);
        string version;
        await using (RunningServer first = await RunningServer.StartAsync(config, Start.AddHours(2), folder.File("data")))
        {
            await first.PostAsync(Events(0, 400));
            version = first.Station.Monitors[0].Baseline.Version;
        }

        await using RunningServer second = await RunningServer.StartAsync(config, Start.AddHours(3), folder.File("data"));
        Assert.False(second.Station.Monitors.IsLearning);
        Assert.Equal(version, second.Station.Monitors[0].Baseline.Version);
        Assert.Equal(400, (await second.GetAsync("v1/models/m")).GetProperty("requests_total").GetInt64());
    }

    [Fact]
    public async Task Kills_and_stops_while_it_learns_lose_nothing_and_change_nothing()
    {
        string expected = await VersionAsync([]);
        Assert.NotEqual("", expected);
        Assert.Equal(expected, await VersionAsync(["kill", "kill", "stop", "kill", "stop"]));
    }

    private static async Task<string> VersionAsync(string[] ends)
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("heed.yml", ByCount);
        HeedProcess heed = await StartAsync();
        try
        {
            for (int part = 0; part < 8; part++)
            {
                using StringContent body = new(Events(part * 50, 50, Yesterday));
                using HttpResponseMessage response = await heed.Client.PostAsync("v1/events", body);
                Assert.True(response.IsSuccessStatusCode);
                if (part >= ends.Length) continue;
                if (ends[part] == "kill") await heed.KillAsync();
                else Assert.Equal(0, await heed.StopAsync());
                await heed.DisposeAsync();
                heed = await StartAsync();
            }

            using JsonDocument model = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/models/m"));
            Assert.Equal(400, model.RootElement.GetProperty("requests_total").GetInt64());
            JsonElement baseline = model.RootElement.GetProperty("baseline");
            Assert.Equal(300, baseline.GetProperty("records").GetInt64());
            return baseline.GetProperty("version").GetString()!;
        }
        finally
        {
            await heed.DisposeAsync();
        }

        Task<HeedProcess> StartAsync() => HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));
    }

    private static string Events(int first, int count) => Events(first, count, Start.UtcDateTime);

    /// <summary>One every 10 s.</summary>
    private static string Events(int first, int count, DateTime start)
    {
        StringBuilder text = new();
        for (int id = first; id < first + count; id++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"prediction\",\"model\":\"m\",\"id\":\"e-{id}\",\"time\":\"{start.AddSeconds(10 * id):yyyy-MM-ddTHH:mm:ss}Z\",\"latency_ms\":5,\"features\":{{\"x\":{id * 7919 % 1000},\"kind\":\"{(id % 3 == 0 ? "a" : "b")}\"}},\"prediction\":\"{(id % 4 == 0 ? "yes" : "no")}\"}}\n");
        }

        return text.ToString();
    }

    private static string Labels(int first, int count)
    {
        StringBuilder text = new();
        for (int id = first; id < first + count; id++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"label\",\"model\":\"m\",\"id\":\"e-{id}\",\"time\":\"2026-01-01T00:59:00Z\",\"label\":\"{(id % 5 == 0 ? "yes" : "no")}\"}}\n");
        }

        return text.ToString();
    }
}
