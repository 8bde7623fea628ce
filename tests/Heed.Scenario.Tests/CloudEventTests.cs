using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Loggers of serving systems send to a whole server.</summary>
public sealed class CloudEventTests
{
    private const string KServe = "org.kubeflow.serving.inference.";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Requests_and_answers_of_KServe_become_predictions_with_their_latency()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(CreditModel.Write(folder), Start);
        for (int i = 0; i < 20; i++)
        {
            await PostAsync(server, KServe + "request", $"q{i}", """{"instances":[[3.4,"north"]]}""", Start);
            await PostAsync(server, KServe + "response", $"q{i}", """{"predictions":["approve"]}""", Start.AddMilliseconds(20));
        }

        await AcceptedAsync(server, 20);
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(20, await server.QueryAsync("sum(ml_requests_total)"));
        Assert.Equal(0.4, (await server.QueryAsync("sum(ml_request_duration_seconds_sum)"))!.Value, 6);
        JsonElement sources = await server.GetAsync("v1/sources");
        Assert.Equal(40, sources.GetProperty("messages").GetInt32());
        Assert.Equal(20, sources.GetProperty("events").GetInt32());
        Assert.Equal(0, sources.GetProperty("waiting_messages").GetInt32());
    }

    [Fact]
    public async Task A_batch_of_Seldon_is_joined_and_its_feedback_labels_the_predictions()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(CreditModel.Write(folder), Start);
        StringBuilder batch = new("[");
        for (int i = 0; i < 50; i++)
        {
            string common = $"\"specversion\":\"1.0\",\"source\":\"s\",\"inferenceservicename\":\"credit\",\"requestid\":\"r{i}\"";
            batch.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"a{i}\",\"type\":\"io.seldon.serving.inference.request\",{common},\"data\":{{\"data\":{{\"ndarray\":[[{i},\"north\"]]}}}}}},");
            batch.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"b{i}\",\"type\":\"io.seldon.serving.inference.response\",{common},\"data\":{{\"data\":{{\"ndarray\":[[\"approve\"]]}}}}}},");
            batch.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"c{i}\",\"type\":\"io.seldon.serving.feedback\",{common},\"data\":{{\"truth\":{{\"data\":{{\"ndarray\":[[\"deny\"]]}}}}}}}},");
        }

        batch[^1] = ']';
        using StringContent content = new(batch.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents-batch+json"));
        using HttpResponseMessage response = await server.Client.PostAsync("v1/cloudevents", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await AcceptedAsync(server, 100);
        JsonElement counters = (await server.GetAsync("v1/models/credit")).GetProperty("counters");
        Assert.Equal(50, counters.GetProperty("predictions").GetInt32());
        Assert.Equal(50, counters.GetProperty("labels").GetInt32());
    }

    [Fact]
    public async Task Whatever_comes_is_answered_with_200_and_what_is_of_no_use_says_why()
    {
        using TemporaryFolder folder = new();
        await using RunningServer server = await RunningServer.StartAsync(CreditModel.Write(folder), Start);
        using (StringContent nothing = new("no json", Encoding.UTF8))
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Client.PostAsync("v1/cloudevents", nothing)).StatusCode);
        }

        await PostAsync(server, KServe + "request", "q", "[[1,2,3]]", Start);
        await PostAsync(server, KServe + "response", "q", "[1]", Start);
        await PostAsync(server, "com.example", "q", "[1]", Start);
        JsonElement sources = await server.GetAsync("v1/sources");
        Assert.Equal(
            ["missing_attribute", "wrong_columns", "unknown_type"],
            sources.GetProperty("last_refusals").EnumerateArray().Select(r => r.GetProperty("reason").GetString()));
        Assert.Equal(1, sources.GetProperty("refused").GetProperty("wrong_columns").GetInt32());
        Assert.Contains("id q", sources.GetProperty("last_refusals")[1].GetProperty("what").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_is_kept_when_the_server_stops_at_once()
    {
        using TemporaryFolder folder = new();
        string config = CreditModel.Write(folder);
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, folder.File("data")))
        {
            for (int i = 0; i < 100; i++)
            {
                await PostAsync(server, KServe + "request", $"q{i}", "[[3.4,\"north\"]]", Start);
                await PostAsync(server, KServe + "response", $"q{i}", "[\"approve\"]", Start);
            }
        }

        await using RunningServer again = await RunningServer.StartAsync(config, Start, folder.File("data"));
        Assert.Equal(100, (await again.GetAsync("v1/models/credit")).GetProperty("counters").GetProperty("predictions").GetInt32());
    }

    private static Task AcceptedAsync(RunningServer server, int predictions) => Eventually.TrueAsync(async () =>
    {
        JsonElement counters = (await server.GetAsync("v1/models/credit")).GetProperty("counters");
        return counters.GetProperty("predictions").GetInt32() + counters.GetProperty("labels").GetInt32() >= predictions;
    });

    private static async Task PostAsync(RunningServer server, string type, string id, string body, DateTimeOffset time)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/cloudevents") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Ce-Specversion", "1.0");
        request.Headers.Add("Ce-Type", type);
        request.Headers.Add("Ce-Id", id);
        request.Headers.Add("Ce-Source", "http://localhost:9081/");
        request.Headers.Add("Ce-Inferenceservicename", "credit");
        request.Headers.Add("Ce-Time", time.ToString("O"));
        request.Headers.Add("Ce-Recordedtime", time.ToString("O"));
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
