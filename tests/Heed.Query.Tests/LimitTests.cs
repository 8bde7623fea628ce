using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests;

public sealed class LimitTests
{
    private const long Minute = 60_000;

    private static readonly TestData Data = new TestData()
        .Add("m{a=\"1\"}", Minute, 1, 2, 3, 4, 5).Add("m{a=\"2\"}", Minute, 1, 2, 3, 4, 5).Add("m{a=\"3\"}", Minute, 1, 2, 3, 4, 5);

    [Fact]
    public void Too_many_samples_are_refused() => AssertRefused(
        Data.Engine(TestData.Everything with { MaxSamples = 4 }).Instant("sum_over_time(m[5m])", 4 * Minute),
        QueryErrorKind.Limit,
        "query processing would load too many samples into memory in query execution");

    [Fact]
    public void Samples_that_are_done_with_do_not_count() =>
        Assert.Null(Data.Engine(TestData.Everything with { MaxSamples = 10 }).Instant("sum(sum_over_time(m[5m]))", 4 * Minute).Error);

    [Fact]
    public void Too_many_series_are_refused() => AssertRefused(
        Data.Engine(TestData.Everything with { MaxSeries = 5 }).Instant("m + m", 0),
        QueryErrorKind.Limit,
        "query selects more than 5 series; narrow its selectors");

    [Theory]
    [InlineData("m_of_bytes", 250, null)]
    [InlineData("sum_over_time(m_of_bytes[5m])", 150, "query holds more than 150 bytes in memory; narrow its selectors, aggregate earlier or ask for fewer steps")]
    [InlineData("count_values(\"v\", m_of_bytes)", 250, "query holds more than 250 bytes in memory; narrow its selectors, aggregate earlier or ask for fewer steps")]
    public void Too_many_bytes_are_refused(string text, long bytes, string? message)
    {
        TestData data = new TestData().Add("m_of_bytes", Minute, 1, 2, 3, 4, 5);

        QueryResult result = data.Engine(TestData.Everything with { MaxBytes = bytes }).Instant(text, 4 * Minute);

        Assert.Equal(message, result.Error?.Message);
    }

    [Theory]
    [InlineData(10_999, null)]
    [InlineData(11_000, "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)")]
    public void Too_many_steps_are_refused(long endSeconds, string? message) =>
        Assert.Equal(message, Data.Engine().Range("1", 0, endSeconds * 1000, 1000).Error?.Message);

    [Theory]
    [InlineData("m", 0, 10, 0, "zero or negative query resolution step widths are not accepted. Try a positive integer")]
    [InlineData("m", 10, 0, 1, "end timestamp must not be before start time")]
    [InlineData("m[5m]", 0, 10, 1, "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector")]
    [InlineData("m +", 0, 10, 1, "1:4: parse error: unexpected end of input")]
    public void Wrong_parameters_are_bad_data(string text, long start, long end, long step, string message) =>
        AssertRefused(Data.Engine().Range(text, start, end, step), QueryErrorKind.BadData, message);

    [Fact]
    public void A_cancelled_query_stops_between_two_series()
    {
        using CancellationTokenSource source = new();
        ActingReader reader = new(Data.Reader, source.Cancel);

        QueryResult result = new QueryEngine(reader).Instant("sum(m)", 0, source.Token);

        AssertRefused(result, QueryErrorKind.Canceled, "query was canceled in expression evaluation");
        Assert.Equal(1, reader.Reads);
    }

    [Fact]
    public void A_query_that_takes_too_long_times_out()
    {
        ManualClock clock = new(DateTimeOffset.UnixEpoch);
        ActingReader reader = new(Data.Reader, () => clock.Advance(TimeSpan.FromSeconds(31)));
        QueryOptions options = new() { Timeout = TimeSpan.FromSeconds(30) };

        QueryResult result = new QueryEngine(reader, options, clock).Instant("sum(m)", 0, CancellationToken.None);

        AssertRefused(result, QueryErrorKind.Timeout, "query timed out in expression evaluation");
        Assert.Equal(1, reader.Reads);
    }

    private static void AssertRefused(QueryResult result, QueryErrorKind kind, string message)
    {
        Assert.Null(result.Value);
        Assert.Equal((kind, message), (result.Error!.Kind, result.Error.Message));
    }

    /// <summary>Does something while the first series is read.</summary>
    private sealed class ActingReader(ListSeriesReader inner, Action act) : ISeriesReader
    {
        public int Reads { get; private set; }

        public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
            [.. inner.Select(matchers, fromMs, toMs, cancellation).Select(s => new ActingSeries(this, s))];

        public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

        public IReadOnlyList<string> LabelValues(
            string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

        private sealed class ActingSeries(ActingReader owner, ISeries inner) : ISeries
        {
            public LabelSet Labels => inner.Labels;

            public void Read(long fromMs, long toMs, SampleBuffer target)
            {
                if (owner.Reads++ == 0) owner.Act();
                inner.Read(fromMs, toMs, target);
            }
        }

        private void Act() => act();
    }
}
