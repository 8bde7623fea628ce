using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>What arrives broken: each has a clear answer and a counter, and its neighbours are taken.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        StringBuilder baseline = new();
        for (int i = 0; i < 300; i++)
        {
            baseline.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"b{i}\",\"time\":\"2026-02-01T00:{i % 60:00}:00Z\",\"latency_ms\":10,\"features\":{{\"income\":{i % 50}.5,\"region\":\"{(i % 2 == 0 ? "north" : "south")}\"}},\"prediction\":\"{(i % 3 == 0 ? "deny" : "approve")}\",\"score\":0.7}}\n");
            baseline.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"label\",\"model\":\"credit\",\"id\":\"b{i}\",\"time\":\"2026-02-02T00:00:00Z\",\"label\":\"{(i % 3 == 0 ? "deny" : "approve")}\"}}\n");
        }

        _folder.Write("baseline.ndjson", baseline.ToString());
        string config = _folder.Write("heed.yml", "models: [{ name: credit, baseline: baseline.ndjson }]\nglobal: { sample_interval: 15s }\n");
        _server = await RunningServer.StartAsync(config, Start, _folder.File("data"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Broken_json_on_line_seven_costs_line_seven()
    {
        string[] lines = [.. Enumerable.Range(0, 12).Select(i => Prediction($"p{i}"))];
        lines[6] = lines[6][..40];
        JsonElement answer = await AcceptAsync(string.Join('\n', lines), accepted: 11);
        JsonElement refusal = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal(7, refusal.GetProperty("line").GetInt32());
        Assert.Equal("broken_json", refusal.GetProperty("code").GetString());
        await CountedAsync("broken_json", 1);
    }

    [Fact]
    public async Task A_truncated_gzip_body_gives_what_came_whole()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 2000).Select(i => Prediction($"g{i}") + "\n")));
        (HttpStatusCode status, JsonElement answer) = await _server.PostAsync(whole[..(whole.Length / 2)]);
        Assert.Equal(HttpStatusCode.OK, status);
        long accepted = answer.GetProperty("accepted").GetInt64();
        Assert.InRange(accepted, 1, 1999);
        Assert.Contains("line", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(accepted, (await _server.GetAsync("v1/models/credit")).GetProperty("requests_total").GetInt64());
    }

    [Fact]
    public async Task A_feature_that_changes_type_is_counted_as_invalid_and_the_event_is_taken()
    {
        string events = string.Concat(Enumerable.Range(0, 1000).Select(i => Prediction($"t{i}", income: i % 4 == 0 ? "\"much\"" : "3.5") + "\n"));
        await AcceptAsync(events, accepted: 1000);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0.25, await _server.QueryAsync("ml_feature_invalid_ratio{feature_name=\"income\"}"));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "too_old")]
    [InlineData("2100-01-01T00:00:00Z", "in_future")]
    public async Task A_time_out_of_this_world_is_refused_with_what_was_expected(string time, string code)
    {
        string events = Prediction("a") + "\n" + Prediction("b", time: time) + "\n" + Prediction("c");
        JsonElement answer = await AcceptAsync(events, accepted: 2);
        JsonElement refusal = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal(2, refusal.GetProperty("line").GetInt32());
        Assert.Equal(code, refusal.GetProperty("code").GetString());
        Assert.Contains(time[..10], refusal.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await CountedAsync(code, 1);
    }

    [Fact]
    public async Task A_line_of_a_hundred_megabytes_is_refused_and_its_neighbours_are_taken()
    {
        byte[] body = new byte[100 << 20];
        Array.Fill(body, (byte)'x');
        byte[] before = Encoding.UTF8.GetBytes(Prediction("before") + "\n");
        byte[] after = Encoding.UTF8.GetBytes("\n" + Prediction("after") + "\n");
        before.CopyTo(body, 0);
        after.CopyTo(body, body.Length - after.Length);
        (HttpStatusCode status, JsonElement answer) = await _server.PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("too_large", Assert.Single(answer.GetProperty("rejected").EnumerateArray()).GetProperty("code").GetString());
        await CountedAsync("too_large", 1);
    }

    [Fact]
    public async Task Ten_thousand_classes_share_the_overflow_and_lose_no_prediction()
    {
        string events = string.Concat(Enumerable.Range(0, 10_000).Select(i => Prediction($"k{i}", prediction: $"class-{i}") + "\n"));
        await AcceptAsync(events, accepted: 10_000);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10_000, await _server.QueryAsync("sum(ml_predictions_by_class)"));
        Assert.InRange((await _server.QueryAsync("count(ml_predictions_by_class)"))!.Value, 2, 200);
        Assert.True(await _server.QueryAsync("ml_predictions_by_class{predicted_class=\"__other__\"}") > 9000);
    }

    [Fact]
    public async Task Duplicate_ids_are_accepted_counted_and_in_no_figure()
    {
        await AcceptAsync(string.Join('\n', Prediction("same"), Prediction("same"), Prediction("other")), accepted: 3);
        JsonElement model = await _server.GetAsync("v1/models/credit");
        Assert.Equal(2, model.GetProperty("requests_total").GetInt64());
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await _server.QueryAsync("sum(ml_requests_total)"));
    }

    [Fact]
    public async Task A_label_before_its_prediction_waits_for_it()
    {
        string labels = string.Concat(Enumerable.Range(0, 60).Select(i => Label($"l{i}", i % 3 == 0 ? "deny" : "approve") + "\n"));
        string predictions = string.Concat(Enumerable.Range(0, 60).Select(i => Prediction($"l{i}") + "\n"));
        await AcceptAsync(labels, accepted: 60);
        await AcceptAsync(predictions, accepted: 60);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(40 / 60.0, (await _server.QueryAsync("ml_accuracy_by_segment{segment=\"ground_truth_sample\"}"))!.Value, 1e-9);
    }

    [Fact]
    public async Task An_unknown_model_is_refused_with_the_nearest_name()
    {
        (HttpStatusCode status, JsonElement answer) = await _server.PostAsync(Prediction("x").Replace("credit", "credti", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonElement refusal = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal("unknown_model", refusal.GetProperty("code").GetString());
        Assert.Contains("\"credit\"", refusal.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await CountedAsync("unknown_model", 1);
    }

    [Fact]
    public async Task An_empty_body_is_told_what_was_expected()
    {
        (HttpStatusCode status, JsonElement answer) = await _server.PostAsync("");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("expected events", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AcceptAsync(string events, int accepted)
    {
        (HttpStatusCode status, JsonElement answer) = await _server.PostAsync(events);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(accepted, answer.GetProperty("accepted").GetInt32());
        return answer;
    }

    private Task CountedAsync(string reason, long count)
    {
        Assert.Equal(count, _server.Station.Figures.Rejected.Of(reason).Value);
        return Task.CompletedTask;
    }

    private static string Prediction(string id, string income = "3.5", string? time = null, string prediction = "approve")
    {
        string stamp = time is null ? "" : $",\"time\":\"{time}\"";
        return $"{{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"{id}\"{stamp},\"latency_ms\":12,\"features\":{{\"income\":{income},\"region\":\"north\"}},\"prediction\":\"{prediction}\",\"score\":0.7}}";
    }

    private static string Label(string id, string label) => $"{{\"type\":\"label\",\"model\":\"credit\",\"id\":\"{id}\",\"label\":\"{label}\"}}";

    private static byte[] Gzip(string text)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
