using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>People are asked for labels, and answer over HTTP.</summary>
public sealed class ReviewTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_review_is_listed_answered_once_and_survives_a_restart()
    {
        using TemporaryFolder folder = new();
        string config = Write(folder);
        JsonElement[] before;
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, folder.File("data")))
        {
            await server.PostAsync(CreditModel.Predictions(200));
            JsonElement list = await server.GetAsync("v1/reviews?model=credit&limit=1000");
            before = [.. list.GetProperty("reviews").EnumerateArray()];
            Assert.Equal(before.Length, list.GetProperty("open").GetInt32());
            Assert.InRange(before.Length, 60, 140);
            JsonElement one = before[0];
            Assert.Equal("credit", one.GetProperty("model").GetString());
            Assert.True(one.GetProperty("features").TryGetProperty("income", out _));
            Assert.InRange(one.GetProperty("chance").GetDouble(), 0.25, 1);
            Assert.Single((await server.GetAsync("v1/reviews?limit=1")).GetProperty("reviews").EnumerateArray());
        }

        await using RunningServer again = await RunningServer.StartAsync(config, Start, folder.File("data"));
        JsonElement[] after = [.. (await again.GetAsync("v1/reviews?limit=1000")).GetProperty("reviews").EnumerateArray()];
        Assert.Equal(before.Select(r => r.ToString()), after.Select(r => r.ToString()));
        foreach (JsonElement review in after)
        {
            string id = review.GetProperty("id").GetString()!;
            (HttpStatusCode status, _) = await AnswerAsync(again, id, """{"label":"approve","reviewer":"ann"}""");
            Assert.Equal(HttpStatusCode.OK, status);
        }

        string first = after[0].GetProperty("id").GetString()!;
        (HttpStatusCode twice, string why) = await AnswerAsync(again, first, """{"label":"approve","reviewer":"bob"}""");
        Assert.Equal(HttpStatusCode.Conflict, twice);
        Assert.Contains("has a label already", why, StringComparison.Ordinal);
        Assert.Empty((await again.GetAsync("v1/reviews")).GetProperty("reviews").EnumerateArray());
        JsonElement counters = (await again.GetAsync("v1/models/credit")).GetProperty("counters");
        Assert.Equal(after.Length, counters.GetProperty("labels").GetInt32());
        Assert.Equal(after.Length, counters.GetProperty("answered_reviews").GetInt32());
    }

    [Fact]
    public async Task A_label_event_closes_a_review_too()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(Write(folder), Start);
        await server.PostAsync(CreditModel.Predictions(100));
        string id = (await server.GetAsync("v1/reviews?limit=1")).GetProperty("reviews")[0].GetProperty("id").GetString()!;
        await server.PostAsync(CreditModel.Labels(100));
        Assert.Equal(0, (await server.GetAsync("v1/reviews")).GetProperty("open").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await AnswerAsync(server, id, """{"label":"deny","reviewer":"ann"}""")).Status);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", """{"label":"deny","reviewer":"ann"}""", HttpStatusCode.NotFound, "there is no review")]
    [InlineData("nonsense", """{"label":"deny","reviewer":"ann"}""", HttpStatusCode.NotFound, "there is no review")]
    [InlineData("x", """{"label":"deny"}""", HttpStatusCode.BadRequest, "expected a reviewer")]
    [InlineData("x", """{"reviewer":"ann"}""", HttpStatusCode.BadRequest, "expected {\"label\"")]
    [InlineData("x", """{"label":{},"reviewer":"ann"}""", HttpStatusCode.BadRequest, "expected {\"label\"")]
    [InlineData("x", "no json", HttpStatusCode.BadRequest, "expected {\"label\"")]
    public async Task What_cannot_be_taken_is_refused_with_a_reason(string id, string body, HttpStatusCode expected, string reason)
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(Write(folder), Start);
        (HttpStatusCode status, string why) = await AnswerAsync(server, id, body);
        Assert.Equal(expected, status);
        Assert.Contains(reason, JsonDocument.Parse(why).RootElement.GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_model_has_no_reviews_and_the_api_is_described()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(Write(folder), Start);
        using HttpResponseMessage response = await server.Client.GetAsync("v1/reviews?model=nobody");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        JsonElement paths = (await server.GetAsync("openapi/v1.json")).GetProperty("paths");
        Assert.True(paths.TryGetProperty("/v1/reviews", out _));
        Assert.True(paths.TryGetProperty("/v1/reviews/{id}", out _));
    }

    private static string Write(TemporaryFolder folder)
    {
        string config = CreditModel.Write(folder);
        string text = File.ReadAllText(config).Replace("windows:", "labels: { sample: 50% }, windows:", StringComparison.Ordinal);
        return folder.Write("heed.yml", text);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(RunningServer server, string id, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync($"v1/reviews/{id}", content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
