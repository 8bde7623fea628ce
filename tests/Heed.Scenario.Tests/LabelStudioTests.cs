using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>People label in Label Studio: tasks go there, annotations come back.</summary>
public sealed class LabelStudioTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tasks_of_open_reviews_come_back_as_labels_by_export_and_by_webhook()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(Write(folder), Start);
        await server.PostAsync(CreditModel.Predictions(100));
        JsonElement[] tasks = [.. (await server.GetAsync("v1/reviews/label-studio?model=credit&limit=1000")).EnumerateArray()];
        Assert.Equal((await server.GetAsync("v1/reviews")).GetProperty("open").GetInt32(), tasks.Length);
        JsonElement data = tasks[0].GetProperty("data");
        Assert.Equal("credit", data.GetProperty("heed_model").GetString());
        Assert.True(data.GetProperty("features").TryGetProperty("income", out _));
        JsonElement result = tasks[0].GetProperty("predictions")[0].GetProperty("result")[0];
        Assert.Equal(("label", "features", "choices"), (result.GetProperty("from_name").GetString(), result.GetProperty("to_name").GetString(), result.GetProperty("type").GetString()));

        string config = await server.Client.GetStringAsync("v1/reviews/label-studio/config?model=credit");
        Assert.Contains("<Choice value=\"approve\"/>", config, StringComparison.Ordinal);
        Assert.Contains("<Table name=\"features\" value=\"$features\"/>", config, StringComparison.Ordinal);

        string annotation = "{\"completed_by\":3,\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[\"approve\"]}}]}";
        string export = "[" + string.Join(',', tasks.Skip(1).Select(t => $"{{\"data\":{t.GetProperty("data")},\"annotations\":[{annotation}]}}")) + ",{\"data\":{},\"annotations\":[]}]";
        JsonElement exported = await PostAsync(server, export);
        Assert.Equal(tasks.Length - 1, exported.GetProperty("accepted").GetInt32());
        JsonElement refused = Assert.Single(exported.GetProperty("rejected").EnumerateArray());
        Assert.Equal((tasks.Length, "no_id"), (refused.GetProperty("line").GetInt32(), refused.GetProperty("code").GetString()));

        string webhook = $"{{\"action\":\"ANNOTATION_CREATED\",\"project\":{{\"id\":1}},\"task\":{{\"id\":9,\"data\":{data}}},\"annotation\":{annotation}}}";
        Assert.Equal(1, (await PostAsync(server, webhook)).GetProperty("accepted").GetInt32());
        Assert.Equal(0, (await server.GetAsync("v1/reviews")).GetProperty("open").GetInt32());
        JsonElement counters = (await server.GetAsync("v1/models/credit")).GetProperty("counters");
        Assert.Equal(tasks.Length, counters.GetProperty("answered_reviews").GetInt32());
    }

    [Fact]
    public async Task What_is_no_export_is_refused()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(Write(folder), Start);
        using StringContent body = new("no json", Encoding.UTF8);
        using HttpResponseMessage response = await server.Client.PostAsync("v1/reviews/label-studio", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using HttpResponseMessage unknown = await server.Client.GetAsync("v1/reviews/label-studio/config?model=other");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<JsonElement> PostAsync(RunningServer server, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("v1/reviews/label-studio", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }

    private static string Write(TemporaryFolder folder)
    {
        string config = CreditModel.Write(folder);
        File.WriteAllText(config, "models: [{ name: credit, baseline: baseline.ndjson, labels: { sample: 50% } }]\n");
        return config;
    }
}
