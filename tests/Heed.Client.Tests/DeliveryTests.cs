using System.Text.Json;

using Heed.Testing;

namespace Heed.Client.Tests;

/// <summary>What a service says reaches a server, through outages, refusals and the service's own end.</summary>
public sealed class DeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_prediction_carries_what_was_said_of_it()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, Version = "3" });
        ModelClient model = client.Model("credit");
        string id;
        using (Prediction p = model.Predict())
        {
            id = p.Id;
            p.Set("income", 3.4);
            p.Set("region", "nörth \"1\"");
            p.Set("age", null);
            p.Set("insured", true);
            p.Set("ratio", double.NaN);
            p.Segment("channel", "web");
            p.Endpoint("/predict");
            p.Cost(0.5);
            p.Answer("approve", score: 0.83);
        }

        Assert.True(model.Feedback(id, "deny"));
        Assert.True(model.Deployed("4", "retrained"));
        Assert.True(await client.FlushAsync(Patience, TestContext.Current.CancellationToken));

        JsonElement[] events = [.. listener.Events];
        Assert.Equal(3, events.Length);
        Assert.True(events[0].GetProperty("latency_ms").GetDouble() >= 0);
        Assert.Equal("""{"income":3.4,"region":"nörth \"1\"","age":null,"insured":true,"ratio":"NaN"}""", events[0].GetProperty("features").GetRawText());
        Assert.Equal(["prediction", "credit", "3", id, "/predict", "approve"], Texts(events[0], "type", "model", "version", "id", "endpoint", "prediction"));
        Assert.Equal((0.83, 0.5), (events[0].GetProperty("score").GetDouble(), events[0].GetProperty("cost").GetDouble()));
        Assert.Equal("""{"channel":"web"}""", events[0].GetProperty("segments").GetRawText());
        Assert.Equal(["label", id, "deny"], Texts(events[1], "type", "id", "label"));
        Assert.Equal(["deployment", "4", "retrained"], Texts(events[2], "type", "version", "note"));
        Assert.Equal(new ClientStats(3, 3, 0, 0, 0, 0, 0, 0), client.Stats);
    }

    [Fact]
    public async Task Lists_go_as_the_server_reads_them_and_a_slot_forgets_those_of_the_event_before()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, QueueEvents = 1 });
        ModelClient model = client.Model("feed");
        float[] embedding = [0.1f, -2e9f, float.NaN];
        Action<Prediction>[] said =
        [
            p =>
            {
                p.Answer(["i-7", "i-\"3\""]);
                p.Score("i-7", 0.91);
                p.Score("i-3", double.NaN);
                p.Segment("channel", "web");
            },
            p => p.Embedding(embedding),
            p => p.Answer([]),
            p => p.Answer("plain"),
        ];
        foreach (Action<Prediction> say in said)
        {
            using (Prediction p = model.Predict()) say(p);
            await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        }

        Assert.True(model.Feedback("q", ["i-3"]));
        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(model.Correct("q", new Dictionary<string, double> { ["i-3"] = 2, ["i-40"] = 1 }));
        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(model.Correct("q", 7.5));
        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);

        string[] named = ["prediction", "scores", "embedding", "segments", "label"];
        Assert.Equal(
            [
                """prediction=["i-7","i-\"3\""] scores={"i-7":0.91,"i-3":"NaN"} segments={"channel":"web"}""",
                """embedding=[0.1,-2E+09,"NaN"]""",
                "prediction=[]",
                "prediction=\"plain\"",
                """label=["i-3"]""",
                """label={"i-3":2,"i-40":1}""",
                "label=7.5",
            ],
            listener.Events.Select(e => string.Join(' ', named.Where(n => e.TryGetProperty(n, out _)).Select(n => $"{n}={e.GetProperty(n).GetRawText()}"))));
    }

    [Fact]
    public async Task Lists_are_bounded_and_a_longer_one_still_looks_too_long_to_the_server()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url });
        using (Prediction p = client.Model("feed").Predict())
        {
            p.Answer([.. Enumerable.Repeat("i", 5000)]);
            p.Embedding(new float[5000]);
            for (int i = 0; i < 5000; i++) p.Score("i", i);
        }

        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        JsonElement sent = listener.Events.Single();
        Assert.Equal((1025, 4097), (sent.GetProperty("prediction").GetArrayLength(), sent.GetProperty("embedding").GetArrayLength()));
        Assert.Equal(1025, sent.GetProperty("scores").EnumerateObject().Count());
    }

    [Fact]
    public async Task An_error_is_counted_by_its_type_and_no_answer_sends_nothing()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url });
        Func<int, string> watched = client.Model("credit").Watch<int, string>(
            x => x < 0 ? throw new TimeoutException() : x.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (p, x, answer) =>
            {
                p.Set("x", x);
                p.Answer(answer);
            });
        Assert.Equal("5", watched(5));
        Assert.Throws<TimeoutException>(() => watched(-1));
        using (client.Model("credit").Predict())
        {
        }

        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        JsonElement[] events = [.. listener.Events];
        Assert.Equal(2, events.Length);
        Assert.Equal("5", events[0].GetProperty("prediction").GetString());
        Assert.Equal("TimeoutException", events[1].GetProperty("error").GetString());
    }

    [Fact]
    public async Task What_is_said_after_the_end_reaches_no_other_prediction()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, QueueEvents = 1 });
        ModelClient model = client.Model("credit");
        Prediction first = model.Predict();
        first.Answer("approve");
        first.Dispose();
        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        using (Prediction second = model.Predict())
        {
            first.Answer("deny");
            first.Dispose();
            second.Answer("hold");
        }

        await client.FlushAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(["approve", "hold"], listener.Events.Select(e => e.GetProperty("prediction").GetString()));
    }

    [Fact]
    public async Task Many_threads_lose_nothing_over_one_connection()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, QueueEvents = 100_000, BatchEvents = 100 });
        ModelClient model = client.Model("credit");
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using Prediction p = model.Predict();
            p.Set("n", i);
            p.Answer("approve");
        });
        Assert.True(await client.FlushAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(20_000, listener.Events.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 20_000), listener.Events.Select(e => e.GetProperty("features").GetProperty("n").GetInt32()).Order());
        Assert.Single(listener.Connections);
        Assert.True(listener.Batches.Max() <= 100);
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_and_the_end_counts_what_is_left()
    {
        HeedClientOptions options = new() { Url = new Uri($"http://127.0.0.1:{PeerProcess.FreePort()}"), QueueEvents = 10, ExitTime = TimeSpan.FromMilliseconds(300) };
        HeedClient client = new(options);
        ModelClient model = client.Model("credit");
        int taken = Enumerable.Range(0, 1000).Count(i => model.Feedback("i", "deny"));
        await client.DisposeAsync();
        Assert.Equal(taken, client.Stats.Taken);
        Assert.Equal((1000, 0), (client.Stats.Dropped, client.Stats.Sent));
        Assert.False(model.Feedback("i", "deny"));
    }

    [Fact]
    public async Task Busy_answers_are_repeated_refusals_are_not_and_large_batches_are_halved()
    {
        await using EventListener listener = await EventListener.StartAsync([429, 503, 500, 400, 413]);
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, Interval = TimeSpan.FromMilliseconds(50) });
        ModelClient model = client.Model("credit");
        model.Feedback("0", "deny");
        await Eventually.TrueAsync(() => Task.FromResult(client.Stats.Rejected == 1));
        Assert.Equal(3, client.Stats.Failures);
        for (int i = 1; i <= 4; i++) model.Feedback($"{i}", "deny");
        Assert.True(await client.FlushAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(["1", "2", "3", "4"], listener.Events.Select(e => e.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_outage_fills_the_spool_and_its_end_empties_it()
    {
        using TemporaryFolder folder = new();
        int port = PeerProcess.FreePort();
        HeedClientOptions options = new()
        {
            Url = new Uri($"http://127.0.0.1:{port}"),
            QueueEvents = 100,
            BatchEvents = 50,
            Interval = TimeSpan.FromMilliseconds(10),
            Spool = folder.File("spool"),
        };
        await using (HeedClient client = new(options))
        {
            ModelClient model = client.Model("credit");
            int next = 0;
            await Eventually.TrueAsync(() =>
            {
                while (next < 1000 && model.Feedback($"{next}", "deny")) next++;
                return Task.FromResult(next == 1000);
            });
            await Eventually.TrueAsync(() => Task.FromResult(client.Stats.Spooled >= 900));
        }

        Assert.NotEmpty(Directory.GetFiles(options.Spool));

        // What an ended process left is sent by the next one.
        await using EventListener listener = await EventListener.StartAsync(null, port);
        await using HeedClient again = new(options);
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(options.Spool).Length == 0));
        int[] ids = [.. listener.Events.Select(e => int.Parse(e.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.True(ids.Length >= 900, $"{ids.Length} of 1000 events");
    }

    [Fact]
    public void Wrong_options_are_told_at_once()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new HeedClient(new HeedClientOptions { Url = new Uri("ftp://x"), BatchEvents = 0 }));
        Assert.Contains("expected one like http://127.0.0.1:4333", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected 1 to 10000", error.Message, StringComparison.Ordinal);
    }

    private static string[] Texts(JsonElement element, params string[] names) => [.. names.Select(n => element.GetProperty(n).GetString()!)];
}
