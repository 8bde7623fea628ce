using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A model that ranks, from its baseline file to its objective.</summary>
public sealed class RankingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_model_that_ranks_worse_than_its_objective_burns_its_budget_and_a_restart_goes_on()
    {
        using TemporaryFolder folder = new();
        folder.Write("b.ndjson", Events(-2000, 2000, hits: 4) + Labels(-2000, 2000));
        string config = folder.Write(
            "heed.yml", "models: [{ name: feed, type: ranking, baseline: b.ndjson, segments: [shop], slo: { ndcg_at_10: 0.5 } }]\n");
        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(400), folder.File("data")))
        {
            await server.PostAsync(Events(0, 200, hits: 4));
            await server.PostAsync(Labels(0, 150));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            double good = await FigureAsync(server, "ml_model_quality{metric=\"ndcg_at_10\",segment=\"ground_truth_sample\"}");
            Assert.True(good > 0.6, $"found {good}");
            Assert.InRange(await FigureAsync(server, "ml_model_quality_change{metric=\"ndcg_at_10\",segment=\"ground_truth_sample\"}"), -0.05, 0.05);
            Assert.Equal(2, await server.QueryAsync("count(ml_model_quality{metric=\"recall_at_10\",segment!=\"ground_truth_sample\"})"));
            Assert.Equal(200, await server.QueryAsync("sum(ml_predictions_by_class)"));
            JsonElement model = await server.GetAsync("v1/models/feed");
            Assert.Equal("ranking", model.GetProperty("type").GetString());
            Assert.Equal("ndcg_at_10", model.GetProperty("quality").GetProperty("metric").GetString());
        }

        await using RunningServer second = await RunningServer.StartAsync(config, Start.AddMinutes(402), folder.File("data"));
        await second.PostAsync(Labels(150, 50));
        second.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await second.QueryAsync("ml_label_coverage_ratio"));
        await second.PostAsync(Events(200, 800, hits: 1));
        await second.PostAsync(Labels(200, 800));
        second.Clock.Advance(TimeSpan.FromMinutes(30));
        double bad = await FigureAsync(second, "ml_model_quality{metric=\"ndcg_at_10\",segment=\"ground_truth_sample\"}");
        Assert.True(bad < 0.5, $"found {bad}");
        Assert.True(await FigureAsync(second, "ml_slo_error_budget_remaining_ratio{slo_type=\"quality\"}") < 1);
    }

    private static async Task<double> FigureAsync(RunningServer server, string expression) =>
        await server.QueryAsync(expression) ?? double.NaN;

    /// <summary>Four lists a minute of five items, of which so many are what the user will find relevant.</summary>
    private static string Events(int first, int count, int hits)
    {
        StringBuilder text = new();
        for (int i = first; i < first + count; i++)
        {
            IEnumerable<string> relevant = Enumerable.Range(0, hits).Select(k => $"\"r-{(i + k) % 7}\"");
            IEnumerable<string> others = Enumerable.Range(hits, 5 - hits).Select(k => $"\"x-{(i + k) % 11}\"");
            string shop = i % 2 == 0 ? "north" : "south";
            text.Append(CultureInfo.InvariantCulture, $$$"""{"type":"prediction","model":"feed","id":"q{{{i}}}","time":"{{{Time(i)}}}","prediction":[{{{string.Join(",", relevant.Concat(others))}}}],"segments":{"shop":"{{{shop}}}"}}""").Append('\n');
        }

        return text.ToString();
    }

    private static string Labels(int first, int count)
    {
        StringBuilder text = new();
        for (int i = first; i < first + count; i++)
        {
            IEnumerable<string> grades = Enumerable.Range(0, 4).Select(k => $"\"r-{(i + k) % 7}\":{(k % 2) + 1}");
            text.Append(CultureInfo.InvariantCulture, $$$"""{"type":"label","model":"feed","id":"q{{{i}}}","time":"{{{Time(i)}}}","label":{{{{string.Join(",", grades)}}}}}""").Append('\n');
        }

        return text.ToString();
    }

    private static string Time(int minute) =>
        Start.AddMinutes(minute / 4.0).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
