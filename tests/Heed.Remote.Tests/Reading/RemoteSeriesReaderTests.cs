using System.Text;

using Heed.Http;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Remote.Reading;
using Heed.Remote.Tests.Stores;

namespace Heed.Remote.Tests.Reading;

public sealed class RemoteSeriesReaderTests : IAsyncLifetime
{
    private static readonly LabelMatcher[] Up = [LabelMatcher.Equal(LabelNames.MetricName, "up")];

    private AnsweringServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AnsweringServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void A_store_that_comes_back_is_asked_again()
    {
        _server.Answer = (number, _) => number < 3 ? (503, "not yet", null) : (200, "{\"status\":\"success\",\"data\":[\"b\",\"a\",\"\"]}", null);
        using RemoteSeriesReader reader = Reader();

        Assert.Equal(["a", "b"], reader.LabelNames(Up, 0, 1, default));
        Assert.Equal(new RemoteReadCounters(3, 2, 0, 0, 0), reader.Counters);
    }

    [Theory]
    [InlineData(503, 3)]
    [InlineData(429, 3)]
    [InlineData(400, 1)]
    [InlineData(500, 1)]
    public void An_error_says_what_was_asked_and_what_came_back(int status, int attempts)
    {
        _server.Answer = (_, _) => (status, "the store's own words", null);
        using RemoteSeriesReader reader = Reader();

        SeriesReadException error = Assert.Throws<SeriesReadException>(() => reader.LabelValues("job", Up, 0, 1000, default));

        Assert.Contains("GET " + _server.Url.AbsoluteUri + "api/v1/label/job/values?start=0.000&end=1.000", error.Message, StringComparison.Ordinal);
        Assert.Contains("{__name__=\"up\"}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"found {status} the store's own words", error.Message, StringComparison.Ordinal);
        Assert.Equal((attempts, 1L), (_server.Requests, reader.Counters.Failures));
    }

    [Fact]
    public void A_store_that_can_neither_be_read_nor_exported_is_named_with_both_answers()
    {
        _server.Answer = (_, path) => (404, "no " + path, null);
        using RemoteSeriesReader reader = Reader();

        SeriesReadException error = Assert.Throws<SeriesReadException>(() => reader.Select(Up, 0, 1, default));

        Assert.Contains("no /api/v1/read", error.Message, StringComparison.Ordinal);
        Assert.Contains("no /api/v1/export", error.Message, StringComparison.Ordinal);
        Assert.Equal(ReadingKind.Unknown, reader.Kind);
    }

    [Fact]
    public void An_unreachable_store_is_an_error_of_the_query()
    {
        using RemoteSeriesReader reader = Reader(o => o with { Url = new Uri("http://127.0.0.1:1") });

        QueryError? error = new QueryEngine(reader).Instant("up", 1000).Error;

        Assert.Equal(QueryErrorKind.Execution, error?.Kind);
        Assert.Contains("(3 attempts)", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not snappy")]
    [InlineData("\u0002\u0004\u000a\u0005")]
    public void A_damaged_answer_is_an_error(string body)
    {
        _server.Answer = (number, _) => (200, number == 1 ? "" : body, null);
        using RemoteSeriesReader reader = Reader();

        SeriesReadException error = Assert.Throws<SeriesReadException>(() => reader.Select(Up, 0, 1, default));

        Assert.Contains("expected a ReadResponse in a snappy block", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exported_lines_are_read_with_nulls_and_infinities_and_joined_by_series()
    {
        Export(
            "{\"metric\":{\"__name__\":\"up\",\"l\":\"ü\\n\"},\"values\":[1.5,null,\"Infinity\"],\"timestamps\":[1,2,3]}\n"
            + "{\"metric\":{\"__name__\":\"up\"},\"values\":[\"-Infinity\"],\"timestamps\":[5]}\n"
            + "{\"metric\":{\"__name__\":\"up\",\"l\":\"ü\\n\"},\"values\":[4],\"timestamps\":[4]}\n");
        using RemoteSeriesReader reader = Reader();

        IReadOnlyList<ISeries> series = reader.Select(Up, 0, 10, default);

        Assert.Equal(["up", "up{l=\"ü\\n\"}"], series.Select(s => s.Labels.ToString()));
        Assert.Equal([double.NegativeInfinity], Values(series[0], 0, 10));
        Assert.Equal([1.5, StaleMarker.Value, double.PositiveInfinity, 4], Values(series[1], 0, 10));
        Assert.Equal([double.PositiveInfinity, 4], Values(series[1], 3, long.MaxValue));
        Assert.True(StaleMarker.IsStale(Values(series[1], 2, 2)[0]));
        Assert.Empty(Values(series[1], 6, 5));
    }

    [Theory]
    [InlineData("[1,2]", "[1,2]", "[3,4]", "[3,4]")]
    [InlineData("[3,4]", "[3,4]", "[1,2]", "[1,2]")]
    [InlineData("[1,4]", "[1,4]", "[2,3]", "[2,3]")]
    [InlineData("[2,3]", "[2,3]", "[1,4]", "[1,4]")]
    [InlineData("[1,1,2]", "[1,1,2]", "[2,2,3,4]", "[-2,-2,3,4]")]
    public void Lines_of_a_series_are_joined_in_order_of_time_and_a_time_is_read_once(string times, string values, string moreTimes, string moreValues)
    {
        const string Metric = "{\"metric\":{\"__name__\":\"up\"},\"values\":";
        Export($"{Metric}{values},\"timestamps\":{times}}}\n{Metric}{moreValues},\"timestamps\":{moreTimes}}}\n");
        using RemoteSeriesReader reader = Reader();

        Assert.Equal([1, 2, 3, 4], Values(Assert.Single(reader.Select(Up, 0, 10, default)), 0, 10));
    }

    [Theory]
    [InlineData("{\"metric\":{\"a\":\"b\"},\"values\":[1,2],\"timestamps\":[1]}\n")]
    [InlineData("{\"metric\":{\"a\":\"b\"},\"values\":[\"x\"],\"timestamps\":[1]}\n")]
    [InlineData("{\"metric\":{\"a\":\"b\"},\"values\":[1,2],\"timestamps\":[2,1]}\n")]
    [InlineData("{\"metric\":{\"a\":\"b\"},\"val")]
    [InlineData("<html>")]
    public void A_line_that_is_none_is_an_error(string body)
    {
        Export(body);
        using RemoteSeriesReader reader = Reader();

        Assert.Contains(
            "expected a series in JSON on each line",
            Assert.Throws<SeriesReadException>(() => reader.Select(Up, 0, 10, default)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_beyond_a_limit_are_refused_and_counted()
    {
        Export("{\"metric\":{\"a\":\"b\"},\"values\":[1,2,3],\"timestamps\":[1,2,3]}\n{\"metric\":{\"a\":\"c\"},\"values\":[1],\"timestamps\":[1]}\n");
        using RemoteSeriesReader samples = Reader(o => o with { MaxSamples = 2 });
        using RemoteSeriesReader series = Reader(o => o with { MaxSeries = 1 });
        using RemoteSeriesReader bytes = Reader(o => o with { MaxResponseBytes = 70 });

        foreach (RemoteSeriesReader reader in (RemoteSeriesReader[])[samples, series, bytes])
        {
            Assert.Contains(
                "narrow the query",
                Assert.Throws<SeriesReadException>(() => reader.Select(Up, 0, 10, default)).Message,
                StringComparison.Ordinal);
            Assert.Equal(1, reader.Counters.Refused);
        }
    }

    [Fact]
    public async Task A_cancelled_query_does_not_wait_for_the_store()
    {
        using CancellationTokenSource source = new();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim gate = new();
        _server.Answer = (_, _) =>
        {
            asked.SetResult();
            gate.Wait(TimeSpan.FromSeconds(20));
            return (200, "", null);
        };
        using RemoteSeriesReader reader = Reader();
        Task<IReadOnlyList<string>> asking = Task.Run(() => reader.LabelNames(Up, 0, 1, source.Token));
        await asked.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        gate.Set();
    }

    [Fact]
    public void A_token_goes_with_every_request_and_stands_in_no_error()
    {
        _server.Answer = (_, _) => (401, "who are you", null);
        using RemoteSeriesReader reader = Reader(o => o with { Http = new HttpOptions { Credentials = Credential.FromText("t0psecret") } });

        SeriesReadException error = Assert.Throws<SeriesReadException>(() => reader.Select(Up, 0, 1, default));

        Assert.Equal("Bearer t0psecret", _server.LastHeaders["Authorization"]);
        Assert.Contains("401 who are you", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0psecret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job", "job")]
    [InlineData("_a1", "_a1")]
    [InlineData("my.label_x", "U__my_2e_label__x")]
    [InlineData("ü😀", "U___fc__1f600_")]
    public void Names_of_labels_are_escaped_in_paths(string name, string part) => Assert.Equal(part, SelectorText.PathPart(name));

    [Fact]
    public void A_selector_that_nothing_could_satisfy_less_asks_for_a_name() => Assert.Equal(
        "{a=~\".*\",__name__!=\"\"}", SelectorText.Of([LabelMatcher.Parse("a", MatchOperator.Regex, ".*").Value]));

    private void Export(string body) => _server.Answer = (_, path) => path == "/api/v1/read" ? (400, "unsupported path", null)
        : (200, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body)), null);

    private RemoteSeriesReader Reader(Func<RemoteReadOptions, RemoteReadOptions>? change = null)
    {
        RemoteReadOptions options = new() { Url = _server.Url, FirstPause = TimeSpan.FromMilliseconds(1) };
        return new RemoteSeriesReader(change?.Invoke(options) ?? options, TimeProvider.System);
    }

    private static double[] Values(ISeries series, long fromMs, long toMs)
    {
        SampleBuffer samples = new();
        series.Read(fromMs, toMs, samples);
        return samples.Values.ToArray();
    }
}
