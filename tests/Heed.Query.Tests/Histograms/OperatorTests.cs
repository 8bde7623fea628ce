using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests.Histograms;

/// <summary>Histograms between floats: in operators, aggregations, answers and limits.</summary>
public sealed class OperatorTests
{
    private static readonly NativeHistogram Example = new()
    {
        Schema = 0,
        Count = 9,
        Sum = 12.5,
        ZeroThreshold = 0.25,
        ZeroCount = 2,
        PositiveSpans = [new BucketSpan(0, 2), new BucketSpan(1, 1)],
        PositiveCounts = [1, 0, 4],
        NegativeSpans = [new BucketSpan(1, 1)],
        NegativeCounts = [2],
    };

    private static readonly NativeHistogram Custom = new()
    {
        Schema = NativeHistogram.CustomBucketsSchema,
        Count = 6,
        Sum = 40,
        CustomBounds = [5, 10],
        PositiveSpans = [new BucketSpan(0, 3)],
        PositiveCounts = [1, 3, 2],
    };

    [Fact]
    public void Answers_are_written_as_Prometheus_writes_them()
    {
        QueryEngine engine = Engine();
        Assert.Equal(
            """
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"h"},"histogram":[30,{"count":"9","sum":"12.5","buckets":[[1,"-2","-1","2"],[3,"-0.25","0.25","2"],[0,"0.5","1","1"],[0,"4","8","4"]]}]}]}}
            """,
            PrometheusJson.ToText(engine.Instant("h", 30_000)));
        Assert.Equal(
            """
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"custom"},"histogram":[30,{"count":"6","sum":"40","buckets":[[3,"-Inf","5","1"],[0,"5","10","3"],[0,"10","+Inf","2"]]}]}]}}
            """,
            PrometheusJson.ToText(engine.Instant("custom", 30_000)));
    }

    [Fact]
    public void A_matrix_with_both_kinds_has_both_lists_and_else_only_its_own()
    {
        QueryEngine engine = Engine();
        Assert.Equal(
            """
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"mixed"},"values":[[0,"7"]],"histograms":[[15,{"count":"0","sum":"0"}]]}]}}
            """,
            PrometheusJson.ToText(engine.Range("mixed", 0, 15_000, 15_000)));
        Assert.DoesNotContain("values", PrometheusJson.ToText(engine.Range("h", 0, 15_000, 15_000)), StringComparison.Ordinal);
        Assert.DoesNotContain("histograms", PrometheusJson.ToText(engine.Range("f", 0, 15_000, 15_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f or on (__name__) h", "f 7|h H9")]
    [InlineData("h or on (__name__) f", "f 7|h H9")]
    [InlineData("sum by (__name__) ({__name__=~\"f|h\"})", "f 7|h H9")]
    [InlineData("sort_desc(h or on (__name__) f)", "f 7")]
    [InlineData("abs(h or on (__name__) f)", "{} 7")]
    [InlineData("scalar(h or on (__name__) f) * vector(1)", "{} 7")]
    [InlineData("topk(5, h or on (__name__) f)", "f 7")]
    [InlineData("limitk(5, h or on (__name__) f)", "f 7|h H9")]
    [InlineData("count({__name__=~\"f|h\"})", "{} 2")]
    [InlineData("h * 2", "{} H18")]
    [InlineData("h + h", "{} H18")]
    [InlineData("f * on () h", "{} H63")]
    [InlineData("h == h", "h H9")]
    [InlineData("h != h", "")]
    [InlineData("h == bool h", "{} 1")]
    [InlineData("h </ 0.25", "h H4")]
    [InlineData("absent(h)", "")]
    [InlineData("timestamp(h)", "{} 15")]
    [InlineData("count_values(\"v\", custom)", "{v=\"{count:6, sum:40, [-Inf,5]:1, (5,10]:3, (10,+Inf]:2}\"} 1")]
    [InlineData("count_values(\"v\", h)", "{v=\"{count:9, sum:12.5, [-2,-1):2, [-0.25,0.25]:2, (0.5,1]:1, (4,8]:4}\"} 1")]
    [InlineData("label_replace(h, \"a\", \"b\", \"\", \"\")", "h{a=\"b\"} H9")]
    [InlineData("last_over_time(h[1m:15s])", "h H9")]
    public void Operators_take_histograms_or_leave_them(string text, string expected)
    {
        QueryResult result = Engine().Instant(text, 30_000);
        Assert.Null(result.Error);
        List<string> found = [];
        foreach (VectorSample sample in ((VectorValue)result.Value!).Samples)
        {
            found.Add($"{sample.Labels} {(sample.Histogram is { } histogram ? $"H{histogram.Count:R}" : $"{sample.Sample.Value:R}")}");
        }

        found.Sort(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join('|', found));
    }

    [Theory]
    [InlineData("h * h", "PromQL info: incompatible sample types encountered for binary operator \"*\": histogram * histogram (1:1)")]
    [InlineData("2 / h", "PromQL info: incompatible sample types encountered for binary operator \"/\": float / histogram (1:1)")]
    [InlineData("f </ 3", "PromQL info: incompatible sample types encountered for binary operator \"</\": float </ float (1:1)")]
    [InlineData("max(h)", "PromQL info: ignored histogram in max aggregation (1:5)")]
    [InlineData("topk(1, h)", "PromQL info: ignored histogram in topk aggregation (1:1)")]
    [InlineData("custom + on () h", "PromQL warning: incompatible bucket layout encountered for binary operator + (1:1)")]
    [InlineData("sum({__name__=~\"f|h\"})", "PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)")]
    [InlineData("delta(h[1m])", "PromQL warning: this native histogram metric is not a gauge: \"h\" (1:7)")]
    public void What_has_no_meaning_has_no_result_and_a_remark(string text, string remark)
    {
        QueryResult result = Engine().Instant(text, 30_000);
        Assert.Null(result.Error);
        if (!text.StartsWith("delta", StringComparison.Ordinal)) Assert.Empty(((VectorValue)result.Value!).Samples);
        Assert.Equal([remark], [.. result.Warnings, .. result.Infos]);
    }

    [Fact]
    public void A_column_that_served_histograms_serves_floats_again()
    {
        ListSeriesReader reader = new();
        LabelSet histograms = TestData.Labels("x{a=\"1\"}");
        LabelSet floats = TestData.Labels("x{a=\"2\"}");
        for (int i = 0; i < 5; i++)
        {
            reader.Append(histograms, i * 15_000, Example);
            reader.Append(floats, i * 15_000, i);
        }

        foreach (string text in (string[])["x", "x or x", "label_replace(x, \"b\", \"c\", \"\", \"\")", "x and x", "x unless f", "limitk(9, x)", "x / 1"])
        {
            QueryResult result = new QueryEngine(reader, TestData.Everything).Range(text, 0, 60_000, 15_000);
            IReadOnlyList<MatrixSeries> series = ((MatrixValue)result.Value!).Series;
            Assert.All(series[0].TimesMs.Select((_, i) => i), i => Assert.Equal(9, series[0].HistogramAt(i)!.Count));
            Assert.Null(series[1].Histograms);
            Assert.Equal([0, 1, 2, 3, 4], series[1].Values);
        }
    }

    [Fact]
    public void Histograms_weigh_on_the_limit_of_samples_by_their_size()
    {
        ListSeriesReader reader = new();
        LabelSet labels = TestData.Labels("wide");
        NativeHistogram wide = Example with
        {
            PositiveSpans = [new BucketSpan(0, 160)],
            PositiveCounts = [.. Enumerable.Repeat(1.0, 160)],
        };
        for (int i = 0; i < 20; i++) reader.Append(labels, i * 15_000, wide);
        QueryOptions limited = TestData.Everything with { MaxSamples = 500 };
        Assert.Equal(
            QueryErrorKind.Limit, new QueryEngine(reader, limited).Instant("count_over_time(wide[10m])", 285_000).Error?.Kind);
        Assert.Null(new QueryEngine(reader, TestData.Everything).Instant("count_over_time(wide[10m])", 285_000).Error);
    }

    private static QueryEngine Engine()
    {
        ListSeriesReader reader = new();
        reader.Append(TestData.Labels("f"), 0, 7);
        reader.Append(TestData.Labels("h"), 0, Example);
        reader.Append(TestData.Labels("h"), 15_000, Example);
        reader.Append(TestData.Labels("custom"), 0, Custom);
        reader.Append(TestData.Labels("mixed"), 0, 7);
        reader.Append(TestData.Labels("mixed"), 15_000, new NativeHistogram { Schema = 0 });
        return new QueryEngine(reader, TestData.Everything);
    }
}
