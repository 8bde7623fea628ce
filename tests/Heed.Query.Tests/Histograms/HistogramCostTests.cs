using Heed.Model.Histograms;
using Heed.Query.Execution;
using Heed.Query.Histograms;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Query.Tests.Histograms;

/// <summary>What queries over native histograms allocate, held; and what they take, printed on demand.</summary>
public sealed class HistogramCostTests(ITestOutputHelper output)
{
    private const long ScrapeMs = 15_000;
    private const int Buckets = 40;

    [Theory]
    [InlineData("rate(h_total[10m])")]
    [InlineData("sum_over_time(h_total[10m])")]
    public void A_window_allocates_its_result_and_little_else_whatever_its_length(string text)
    {
        QueryEngine engine = new(Fill(series: 1, samples: 400));
        Expression expression = PromqlParser.Parse(text).Value;
        long few = Allocated(engine, expression, steps: 50);
        long many = Allocated(engine, expression, steps: 250);
        long perStep = (many - few) / 200;

        // The result has 40 counts, 2 arrays and one object; a window holds 40 histograms.
        output.WriteLine($"{text}: {perStep} bytes a step");
        Assert.True(perStep < 6000, $"{perStep} bytes a step");
    }

    [Theory(Explicit = true)]
    [InlineData("h_total")]
    [InlineData("histogram_count(h_total)")]
    [InlineData("sum(h_total)")]
    [InlineData("rate(h_total[5m])")]
    [InlineData("histogram_count(rate(h_total[5m]))")]
    [InlineData("histogram_quantile(0.99, sum(rate(h_total[5m])))")]
    [InlineData("histogram_quantile(0.99, sum(rate(h_total[1h])))")]
    [InlineData("avg_over_time(h_total[10m])")]
    public void Time_of_queries_over_50_series_of_1000_histograms_of_40_buckets(string text)
    {
        QueryEngine engine = new(Fill(series: 50, samples: 1000));
        Expression expression = PromqlParser.Parse(text).Value;
        List<double> times = [];
        for (int i = 0; i < 15; i++)
        {
            long started = TimeProvider.System.GetTimestamp();
            QueryResult result = engine.Range(expression, 0, 1000 * ScrapeMs, 60_000);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            Assert.Null(result.Error);
        }

        times.Sort();
        output.WriteLine($"range, 251 steps\t{text}\tmedian {times[7]:0.00} ms, best {times[0]:0.00} ms");
    }

    [Theory(Explicit = true)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(160)]
    public void Time_of_adding_one_histogram_to_a_sum(int buckets)
    {
        NativeHistogram histogram = new()
        {
            Schema = 3,
            Count = buckets,
            PositiveSpans = [new BucketSpan(-10, buckets)],
            PositiveCounts = [.. Enumerable.Range(0, buckets).Select(b => b + 0.1)],
        };
        HistogramSum sum = HistogramSum.Of(histogram);
        double best = double.MaxValue;
        for (int run = 0; run < 20_000; run++)
        {
            long started = TimeProvider.System.GetTimestamp();
            for (int i = 0; i < 20; i++) sum.Add(histogram);
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(started).TotalNanoseconds / 20);
        }

        output.WriteLine($"{buckets} buckets: {best:0} ns an addition");
    }

    private static long Allocated(QueryEngine engine, Expression expression, int steps)
    {
        long start = 600_000;
        engine.Range(expression, start, start + ((steps - 1) * ScrapeMs), ScrapeMs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        engine.Range(expression, start, start + ((steps - 1) * ScrapeMs), ScrapeMs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ListSeriesReader Fill(int series, int samples)
    {
        ListSeriesReader reader = new();
        for (int s = 0; s < series; s++)
        {
            Heed.Model.Labels.LabelSet labels = TestData.Labels($"h_total{{instance=\"{s}\"}}");
            double[] counts = new double[Buckets];
            for (int i = 0; i < samples; i++)
            {
                for (int b = 0; b < Buckets; b++) counts[b] += (b + s + i) % 3;
                reader.Append(labels, i * ScrapeMs, new NativeHistogram
                {
                    Schema = 3,
                    Count = counts.Sum(),
                    Sum = i,
                    PositiveSpans = [new BucketSpan(-10, Buckets)],
                    PositiveCounts = [.. counts],
                });
            }
        }

        return reader;
    }
}
