using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Query.Histograms;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests.Histograms;

/// <summary>Functions of windows over series of histograms, against the same functions of floats and against each other.</summary>
public sealed class WindowTests
{
    private const long StepMs = 15_000;

    private static readonly LabelSet Native = TestData.Labels("h");
    private static readonly LabelSet Counts = TestData.Labels("h_count");

    [Theory]
    [InlineData("rate")]
    [InlineData("increase")]
    [InlineData("irate")]
    [InlineData("resets")]
    public void The_count_of_a_window_is_what_the_function_makes_of_the_counts(string function)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            ListSeriesReader reader = Fill(seed);
            string figure = function == "resets" ? "resets(h[5m])" : $"histogram_count({function}(h[5m]))";
            MatrixSeries actual = Only(reader, figure);
            MatrixSeries expected = Only(reader, $"{function}(h_count[5m])");
            Assert.Equal(expected.TimesMs, actual.TimesMs);
            for (int i = 0; i < expected.Values.Length; i++)
            {
                Assert.Equal(expected.Values[i], actual.Values[i], Math.Abs(expected.Values[i]) * 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("rate(h[3m])")]
    [InlineData("increase(h[3m])")]
    [InlineData("irate(h[3m])")]
    [InlineData("sum_over_time(h[3m])")]
    [InlineData("avg_over_time(h[3m])")]
    [InlineData("last_over_time(h[3m])")]
    [InlineData("sum(h)")]
    [InlineData("avg(h)")]
    [InlineData("h + h")]
    [InlineData("h * 3")]
    [InlineData("-h")]
    [InlineData("rate(h[3m] anchored)")]
    [InlineData("increase(h[3m] smoothed)")]
    public void Figures_are_the_same_with_and_without_buckets(string text)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            ListSeriesReader reader = Fill(seed);
            MatrixSeries whole = Only(reader, text);
            MatrixSeries count = Only(reader, $"histogram_count({text})");
            MatrixSeries sum = Only(reader, $"histogram_sum({text})");
            Assert.Equal(whole.TimesMs, count.TimesMs);
            for (int i = 0; i < count.Values.Length; i++)
            {
                Assert.Equal(whole.HistogramAt(i)!.Count, count.Values[i], Math.Abs(count.Values[i]) * 1e-12);
                Assert.Equal(whole.HistogramAt(i)!.Sum, sum.Values[i], Math.Abs(sum.Values[i]) * 1e-12);
            }
        }
    }

    [Fact]
    public void An_increase_without_resets_is_the_difference_stretched_in_every_bucket()
    {
        ListSeriesReader reader = Fill(seed: 3, resets: false);
        MatrixSeries increase = Only(reader, "increase(h[5m])");
        MatrixSeries total = Only(reader, "increase(h_count[5m])");
        MatrixSeries difference = Only(reader, "h - (h offset 285s)");
        int checks = 0;
        for (int i = 0; i < difference.TimesMs.Length; i++)
        {
            int at = Array.IndexOf(increase.TimesMs, difference.TimesMs[i]);
            NativeHistogram plain = difference.HistogramAt(i)!;
            if (plain.Count == 0) continue;
            HistogramSum stretched = HistogramSum.Of(plain);
            stretched.Multiply(total.Values[at] / plain.Count);
            NativeHistogram expected = stretched.ToHistogram();
            NativeHistogram actual = increase.HistogramAt(at)!;
            Assert.Equal(expected.PositiveSpans, actual.PositiveSpans);
            for (int b = 0; b < expected.PositiveCounts.Count; b++)
            {
                Assert.Equal(expected.PositiveCounts[b], actual.PositiveCounts[b], expected.PositiveCounts[b] * 1e-9);
                checks++;
            }
        }

        Assert.True(checks > 100, $"only {checks} buckets were compared");
    }

    [Fact]
    public void Windows_with_both_kinds_of_samples_are_refused_or_count_floats_only()
    {
        ListSeriesReader reader = new();
        LabelSet labels = TestData.Labels("mixed");
        reader.Append(labels, 0, 4);
        reader.Append(labels, 15_000, 6);
        reader.Append(labels, 30_000, Counter(3));
        QueryResult refused = Instant(reader, "sum_over_time(mixed[1m])");
        Assert.Empty(((VectorValue)refused.Value!).Samples);
        Assert.Equal(
            ["PromQL warning: encountered a mix of histograms and floats for metric name \"mixed\" (1:15)"], refused.Warnings);
        QueryResult floats = Instant(reader, "max_over_time(mixed[1m])");
        Assert.Equal(6, Assert.Single(((VectorValue)floats.Value!).Samples).Sample.Value);
        Assert.Equal(
            ["PromQL info: ignored histograms in a range containing both floats and histograms for metric name \"mixed\" (1:15)"],
            floats.Infos);
        Assert.Equal(3, Value(reader, "count_over_time(mixed[1m])"));
        Assert.Equal(2, Value(reader, "changes(mixed[1m])"));
        Assert.Equal(30, Value(reader, "ts_of_last_over_time(mixed[1m])"));
        Assert.Equal(0, Value(reader, "ts_of_first_over_time(mixed[1m])"));
    }

    [Fact]
    public void A_stale_marker_ends_a_series_of_histograms()
    {
        ListSeriesReader reader = new();
        reader.Append(Native, 0, Counter(3));
        reader.Append(Native, 15_000, Heed.Model.Samples.StaleMarker.Value);
        Assert.Empty(((VectorValue)Instant(reader, "h").Value!).Samples);
        Assert.Equal(1, Value(reader, "count_over_time(h[1m])"));
    }

    private static QueryResult Instant(ListSeriesReader reader, string text)
    {
        QueryResult result = new Execution.QueryEngine(reader, TestData.Everything).Instant(text, 30_000);
        Assert.Null(result.Error);
        return result;
    }

    private static double Value(ListSeriesReader reader, string text) =>
        Assert.Single(((VectorValue)Instant(reader, text).Value!).Samples).Sample.Value;

    private static MatrixSeries Only(ListSeriesReader reader, string text)
    {
        QueryResult result = new Execution.QueryEngine(reader, TestData.Everything).Range(text, 0, 120 * StepMs, 40_000);
        Assert.Null(result.Error);
        return Assert.Single(((MatrixValue)result.Value!).Series);
    }

    /// <summary>Two hours of a counter that sometimes begins anew, as histograms and as their counts; a few scrapes are missing.</summary>
    private static ListSeriesReader Fill(int seed, bool resets = true)
    {
        Random random = new(seed);
        ListSeriesReader reader = new();
        double[] counts = new double[6];
        for (int i = 0; i < 120; i++)
        {
            // No step adds as much as that: the total falls, too, as floats have to see it.
            if (resets && random.Next(15) == 0 && counts.Sum() > 40) Array.Clear(counts);
            for (int b = 0; b < counts.Length; b++) counts[b] += random.Next(b + 2);
            counts[0]++;
            if (resets && random.Next(10) == 0) continue;
            reader.Append(Native, i * StepMs, Counter([.. counts]));
            reader.Append(Counts, i * StepMs, counts.Sum());
        }

        return reader;
    }

    private static NativeHistogram Counter(params double[] counts) => new()
    {
        Schema = 1,
        Count = counts.Sum(),
        Sum = counts.Select((c, i) => c * i).Sum(),
        PositiveSpans = [new BucketSpan(-2, counts.Length)],
        PositiveCounts = counts,
    };
}
