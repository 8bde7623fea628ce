using System.Buffers;

using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>What queries allocate, held; and what they take, printed on demand.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    private const long ScrapeMs = 15_000;

    [Fact]
    public void A_range_query_allocates_for_each_series_and_each_result_but_not_for_each_step()
    {
        QueryEngine engine = new(Fill(series: 20, samples: 500));
        Expression expression = PromqlParser.Parse("sum(rate(r_total[5m]))").Value;
        long few = Allocated(engine, expression, steps: 100);
        long many = Allocated(engine, expression, steps: 1000);

        // Operators and the result hold a handful of columns of the grid: no more than 100 bytes a step for all 20 series.
        Assert.True((many - few) / 900 < 100, $"{few} bytes for 100 steps, {many} for 1000");
    }

    [Theory(Explicit = true)]
    [InlineData("r_total", false)]
    [InlineData("sum(r_total)", false)]
    [InlineData("rate(r_total[5m])", false)]
    [InlineData("rate(r_total[1d])", false)]
    [InlineData("sum by (job) (rate(r_total[5m]))", true)]
    [InlineData("rate(r_total[1h])", true)]
    [InlineData("max_over_time(r_total[1h])", true)]
    [InlineData("avg_over_time(r_total[1h])", true)]
    [InlineData("quantile_over_time(0.9, r_total[1h])", true)]
    [InlineData("r_total / on (instance) r_total", true)]
    [InlineData("histogram_quantile(0.9, sum by (le) (rate(r_total[5m])))", true)]
    [InlineData("max_over_time(sum(rate(r_total[5m]))[1d:1m])", false)]
    public void Time_of_queries_over_200_series_of_5760_samples(string text, bool range)
    {
        QueryEngine engine = new(Fill(series: 200, samples: 5760));
        Expression expression = PromqlParser.Parse(text).Value;
        long end = 5760 * ScrapeMs;
        List<double> times = [];
        for (int i = 0; i < 15; i++)
        {
            long started = TimeProvider.System.GetTimestamp();
            QueryResult result = range ? engine.Range(expression, 0, end, 60_000) : engine.Instant(expression, end);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            Assert.Null(result.Error);
        }

        times.Sort();
        output.WriteLine($"{(range ? "range, 1,441 steps" : "instant")}\t{text}\tmedian {times[7]:0.00} ms, best {times[0]:0.00} ms");
    }

    [Fact(Explicit = true)]
    public void Time_to_print_a_range_of_five_series_and_1441_steps()
    {
        QueryEngine engine = new(Fill(series: 5, samples: 5760));
        QueryResult result = engine.Range("rate(r_total[5m])", 0, 5760 * ScrapeMs, 60_000);
        ArrayBufferWriter<byte> target = new(1 << 20);
        double least = double.MaxValue;
        for (int i = 0; i < 400; i++)
        {
            target.ResetWrittenCount();
            long started = TimeProvider.System.GetTimestamp();
            PrometheusJson.Write(result, target);
            least = Math.Min(least, TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        output.WriteLine($"{target.WrittenCount} bytes in {least:0.000} ms, least of 400");
    }

    private static long Allocated(QueryEngine engine, Expression expression, int steps)
    {
        engine.Range(expression, 0, (steps - 1) * 5000L, 5000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        engine.Range(expression, 0, (steps - 1) * 5000L, 5000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ListSeriesReader Fill(int series, int samples)
    {
        ListSeriesReader reader = new();
        for (int s = 0; s < series; s++)
        {
            Heed.Model.Labels.LabelSet labels = TestData.Labels($"r_total{{instance=\"{s}\", job=\"{s % 10}\", le=\"{(s % 10 == 9 ? "+Inf" : s % 10)}\"}}");
            for (int i = 0; i < samples; i++) reader.Append(labels, i * ScrapeMs, i * (s + 1));
        }

        return reader;
    }
}
