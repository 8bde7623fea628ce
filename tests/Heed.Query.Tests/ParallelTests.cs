using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Query.Tests.Histograms;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>Large queries computed by several threads, and long ranges in pieces: the same answers, limits and ends as one series after the other.</summary>
public sealed class ParallelTests
{
    private const long Hour = 3_600_000;
    private const long End = 60 * Hour;
    private const int Series = 24;

    private static readonly ListSeriesReader Reader = Fill(new ListSeriesReader());

    public static TheoryData<string> Queries =>
    [
        "rate(m_total[1h])",
        "increase(m_total[5h])",
        "delta(m_total[20m])",
        "rate(m_total[13h])",
        "sum by (group) (rate(m_total[2h]))",
        "sum by (group) (rate(m_total[1h])) / sum(rate(m_total[1h]))",
        "histogram_quantile(0.9, sum by (le) (rate(m_total[1h])))",
        "max_over_time(m_total[90m])",
        "stddev_over_time(m_total[1h] offset 30m)",
        "quantile_over_time(0.7, m_total[1h])",
        "topk by (group) (2, avg_over_time(m_total[1h]))",
        "rate(odd[1h])",
        "sum(sum_over_time(odd[2h]))",
        "max_over_time(rate(m_total[30m])[2h:20m])",
        "rate(m_total[1h]) / on (number) rate(m_total[2h])",
        "count_over_time(m_total[1h]) and on (group) (rate(odd[1h]) > 0)",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Four_threads_give_the_bits_and_the_remarks_of_one(string text)
    {
        foreach (long step in (long[])[Hour / 2, Hour, 3 * Hour, 5 * 60_000])
        {
            QueryResult alone = Run(Reader, text, step, With(1));
            Assert.Null(alone.Error);
            Assert.Equal(PrometheusJson.ToText(alone), PrometheusJson.ToText(Run(Reader, text, step, With(4))));
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Pieces_of_a_long_range_give_the_bits_of_the_whole(string text)
    {
        // Start times switch pieces off, and no sample here has one.
        QueryOptions whole = With(1) with { UseStartTimes = true };
        foreach (long step in (long[])[Hour / 2, Hour, 3 * Hour])
        {
            Assert.Equal(PrometheusJson.ToText(Run(Reader, text, step, whole)), PrometheusJson.ToText(Run(Reader, text, step, With(1))));
        }
    }

    [Fact]
    public void Two_threads_read_a_large_query_at_the_same_time()
    {
        MeetingReader reader = new(Reader, waits: true);
        Assert.Null(Run(reader, "max_over_time(m_total[1h])", 60_000, With(2)).Error);
        Assert.Equal(2, reader.Threads);
    }

    [Fact]
    public void One_thread_reads_where_no_more_are_allowed_or_the_query_is_small_or_explained()
    {
        MeetingReader reader = new(Reader, waits: false);
        Run(reader, "rate(m_total[1h])", 60_000, With(1));
        new QueryEngine(reader, With(4)).Instant("rate(m_total[1h])", End, TestContext.Current.CancellationToken);
        Expression expression = PromqlParser.Parse("rate(m_total[1h])").Value;
        new QueryEngine(reader, With(4), TimeProvider.System).ExplainRange(expression, 0, End, 60_000, TestContext.Current.CancellationToken);
        Assert.Equal(1, reader.Threads);
    }

    [Fact]
    public void A_limit_that_one_thread_keeps_is_kept_by_four()
    {
        // A little more than one series holds at a time: lanes that find no room leave their series to its turn.
        QueryOptions tight = With(4) with { MaxSamples = 3_000 };
        const string Text = "sum(max_over_time(m_total[1h]))";
        QueryResult alone = Run(Reader, Text, Hour / 4, tight with { MaxParallelism = 1 });
        Assert.Null(alone.Error);
        for (int round = 0; round < 20; round++) Assert.Equal(PrometheusJson.ToText(alone), PrometheusJson.ToText(Run(Reader, Text, Hour / 4, tight)));
        QueryResult refused = Run(Reader, Text, Hour / 4, tight with { MaxSamples = 1_000 });
        Assert.Equal(QueryErrorKind.Limit, refused.Error?.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_query_that_nobody_wants_any_longer_ends_without_further_reads(int after)
    {
        using CancellationTokenSource source = new();
        int reads = 0;
        MeetingReader reader = new(Reader, waits: false)
        {
            OnRead = before =>
            {
                Interlocked.Increment(ref reads);
                if (before == after) source.Cancel();
            },
        };
        QueryResult result = new QueryEngine(reader, With(4)).Range("max_over_time(m_total[1h])", 0, End, 60_000, source.Token);
        Assert.Equal(QueryErrorKind.Canceled, result.Error?.Kind);
        Assert.InRange(reads, after + 1, after + 4);
    }

    [Fact]
    public void A_series_that_cannot_be_read_fails_the_query_with_its_reason()
    {
        MeetingReader reader = new(Reader, waits: false)
        {
            OnRead = before =>
            {
                if (before >= 5) throw new SeriesReadException("the disk is gone");
            },
        };
        QueryResult result = Run(reader, "rate(m_total[1h])", 60_000, With(4));
        Assert.Equal("the disk is gone", result.Error?.Message);
    }

    private static QueryOptions With(int threads) => new() { MaxParallelism = threads };

    private static QueryResult Run(ISeriesReader reader, string text, long stepMs, QueryOptions options) =>
        new QueryEngine(reader, options).Range(text, 0, End, stepMs, TestContext.Current.CancellationToken);

    /// <summary>Counters with resets, gaps, stale markers and NaN; and a metric some of whose series have histograms, early or late.</summary>
    private static ListSeriesReader Fill(ListSeriesReader reader)
    {
        Random random = new(7);
        for (int i = 0; i < Series; i++)
        {
            LabelSet counter = LabelSet.Of(("__name__", "m_total"), ("number", $"{i}"), ("group", $"{i % 5}"), ("le", i % 2 == 0 ? "1" : "+Inf"));
            double value = 0;
            for (long time = i * 700; time <= End; time += random.Next(25) == 0 ? random.Next(1, 2 * (int)Hour) : 90_000)
            {
                value = random.Next(200) == 0 ? 0 : value + random.Next(100) / 8.0;
                double shown = random.Next(400) switch { 0 => StaleMarker.Value, 1 => double.NaN, _ => value };
                reader.Append(counter, time, shown);
            }
        }

        RandomHistograms histograms = new(8);
        for (int i = 0; i < Series; i++)
        {
            LabelSet odd = LabelSet.Of(("__name__", "odd"), ("number", $"{i}"), ("group", $"{i % 5}"));
            for (long time = 0; time <= End; time += 60_000)
            {
                bool isHistogram = i % 7 == 3 && time > i * Hour && time < (i + 9) * Hour;
                if (isHistogram) reader.Append(odd, time, histograms.Exponential(0, 0, 0));
                else reader.Append(odd, time, time / 1000.0);
            }
        }

        return reader;
    }
}
