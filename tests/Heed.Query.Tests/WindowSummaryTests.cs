using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>
/// Long windows: the same bits with all, some and no stored summaries, at one step and at many; and what the samples themselves say,
/// to rounding.
/// </summary>
public sealed class WindowSummaryTests
{
    private const long Hour = 3_600_000;

    private static readonly LabelSet Labels = TestData.Labels("x_total{a=\"b\"}");

    private static readonly Dictionary<string, Func<Sample[], long, long, double?>> Definitions = new()
    {
        ["rate"] = (w, start, end) => Extrapolated(w, start, end, true) / ((end - start) / 1000.0),
        ["increase"] = (w, start, end) => Extrapolated(w, start, end, true),
        ["delta"] = (w, start, end) => Extrapolated(w, start, end, false),
        ["sum_over_time"] = (w, _, _) => w.Sum(s => s.Value),
        ["avg_over_time"] = (w, _, _) => w.Average(s => s.Value),
        ["min_over_time"] = (w, _, _) => w.Select(s => s.Value).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Min(),
        ["max_over_time"] = (w, _, _) => w.Select(s => s.Value).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Max(),
        ["count_over_time"] = (w, _, _) => w.Length,
        ["present_over_time"] = (_, _, _) => 1,
        ["first_over_time"] = (w, _, _) => w[0].Value,
        ["last_over_time"] = (w, _, _) => w[^1].Value,
        ["ts_of_first_over_time"] = (w, _, _) => w[0].TimeMs / 1000.0,
        ["ts_of_last_over_time"] = (w, _, _) => w[^1].TimeMs / 1000.0,
        ["changes"] = (w, _, _) => w.Zip(w.Skip(1)).Count(p => !p.First.Value.Equals(p.Second.Value)),
        ["resets"] = (w, _, _) => w.Zip(w.Skip(1)).Count(p => p.First.Value > p.Second.Value),
        ["stdvar_over_time"] = (w, _, _) => Variance(w),
        ["stddev_over_time"] = (w, _, _) => Math.Sqrt(Variance(w)),
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Answers_have_the_same_bits_whoever_summarized_and_agree_with_the_samples(int seed)
    {
        Random random = new(seed);
        Sample[] samples = Samples(random);
        long rangeMs = (12 * Hour) + random.NextInt64(72 * Hour);
        long stepMs = random.NextInt64(Hour / 7, 9 * Hour);
        long startMs = samples[0].TimeMs + random.NextInt64(rangeMs);
        long endMs = startMs + (random.Next(12) * stepMs);
        foreach ((string name, Func<Sample[], long, long, double?> definition) in Definitions)
        {
            string text = $"{name}(x_total[{rangeMs}ms])";
            MatrixSeries cold = Range(Plain(samples), text, startMs, endMs, stepMs);
            MatrixSeries full = Range(new SummarizedReader(Labels, samples, seed, 100), text, startMs, endMs, stepMs);
            MatrixSeries partly = Range(new SummarizedReader(Labels, samples, seed, 60), text, startMs, endMs, stepMs);
            AssertSame(cold, full);
            AssertSame(cold, partly);
            AssertSteps(cold, samples, text, (startMs, endMs, stepMs, rangeMs), definition);
        }
    }

    [Fact]
    public void A_month_reads_days_and_only_the_samples_at_both_ends()
    {
        Sample[] samples = [.. Enumerable.Range(0, 31 * 24 * 60).Select(i => new Sample(i * 60_000L, i))];
        SummarizedReader reader = new(Labels, samples, 1, 100);
        long end = samples[^1].TimeMs - (5 * Hour) - 1234;
        QueryResult result = new QueryEngine(reader, TestData.Everything).Instant("increase(x_total[30d])", end);
        Assert.Equal(30 * 24 * 60, Assert.Single(((VectorValue)result.Value!).Samples).Sample.Value, 1e-6);
        Assert.InRange(reader.SamplesRead, 1, 2 * 120);
        Assert.InRange(reader.SummariesRead, 29, 29 + 24);
    }

    [Fact]
    public void A_mean_of_values_whose_sum_overflows_is_still_found()
    {
        Sample[] samples = [.. Enumerable.Range(0, 200).Select(i => new Sample(i * 600_000L, 1e308))];
        Assert.Equal(1e308, Value(samples, "avg_over_time(x_total[1d])"), 1e294);
        Assert.Equal(double.PositiveInfinity, Value(samples, "sum_over_time(x_total[1d])"));
    }

    [Fact]
    public void A_constant_deviates_by_nothing_however_its_stretches_are_counted()
    {
        Sample[] samples = [.. Enumerable.Range(0, 3_000).Select(i => new Sample((i * 60_000L) + (i * i % 59_000), 0.1))];
        Assert.Equal(0, Value(samples, "stddev_over_time(x_total[30h])"));
    }

    [Fact]
    public void One_NaN_makes_the_sum_and_the_mean_NaN_but_not_the_extremes()
    {
        Sample[] samples = [.. Enumerable.Range(0, 200).Select(i => new Sample(i * 600_000L, i == 150 ? double.NaN : i))];
        Assert.Equal(double.NaN, Value(samples, "avg_over_time(x_total[1d])"));
        Assert.Equal(double.NaN, Value(samples, "sum_over_time(x_total[1d])"));
        Assert.Equal(199, Value(samples, "max_over_time(x_total[1d])"));
    }

    private static double Value(Sample[] samples, string text)
    {
        QueryResult result = new QueryEngine(Plain(samples), TestData.Everything).Instant(text, samples[^1].TimeMs);
        return Assert.Single(((VectorValue)result.Value!).Samples).Sample.Value;
    }

    private static void AssertSteps(
        MatrixSeries cold, Sample[] samples, string text, (long Start, long End, long Step, long Range) grid,
        Func<Sample[], long, long, double?> definition)
    {
        int at = 0;
        for (long time = grid.Start; time <= grid.End; time += grid.Step)
        {
            Sample[] window = [.. samples.Where(s => s.TimeMs > time - grid.Range && s.TimeMs <= time && !StaleMarker.IsStale(s.Value))];
            double? expected = window.Length == 0 ? null : definition(window, time - grid.Range, time);
            MatrixSeries single = Range(Plain(samples), text, time, time, 1);
            Assert.Equal(expected is null, single.Values.Length == 0);
            if (expected is not { } value) continue;
            Assert.Equal(time, cold.TimesMs[at]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(single.Values[0]), BitConverter.DoubleToInt64Bits(cold.Values[at]));
            double scale = window.Max(s => double.IsFinite(s.Value) ? Math.Abs(s.Value) : 0);
            if (double.IsFinite(value)) Assert.Equal(value, cold.Values[at], 1e-9 * Math.Max(1, Math.Max(scale, Math.Abs(value))));
            else Assert.Equal(value, cold.Values[at]);
            at++;
        }

        Assert.Equal(at, cold.Values.Length);
    }

    private static MatrixSeries Range(ISeriesReader reader, string text, long startMs, long endMs, long stepMs)
    {
        QueryResult result = new QueryEngine(reader, TestData.Everything).Range(text, startMs, endMs, stepMs);
        Assert.Null(result.Error);
        return ((MatrixValue)result.Value!).Series is [{ } series] ? series : new MatrixSeries(Labels, [], []);
    }

    private static void AssertSame(MatrixSeries expected, MatrixSeries actual)
    {
        Assert.Equal(expected.TimesMs, actual.TimesMs);
        Assert.Equal(expected.Values.Select(BitConverter.DoubleToInt64Bits), actual.Values.Select(BitConverter.DoubleToInt64Bits));
    }

    private static ListSeriesReader Plain(Sample[] samples)
    {
        ListSeriesReader reader = new();
        foreach (Sample sample in samples) reader.Append(Labels, sample.TimeMs, sample.Value);
        return reader;
    }

    /// <summary>Days of samples some minutes apart: resets, long gaps, stale markers, and for some seeds NaN and infinities.</summary>
    private static Sample[] Samples(Random random)
    {
        Sample[] samples = new Sample[random.Next(50, 900)];
        bool odd = random.Next(3) == 0;
        double unit = random.Next(2) == 0 ? 1 : 0.1;
        long time = random.NextInt64(-50 * Hour, 500 * Hour);
        double value = random.Next(1_000) * unit;
        for (int i = 0; i < samples.Length; i++)
        {
            time += random.Next(90) == 0 ? random.NextInt64(40 * Hour) : random.NextInt64(1, 600_000);
            value = random.Next(30) == 0 ? random.Next(5) * unit : value + (random.Next(40) * unit);
            double written = !odd ? value : random.Next(150) switch
            {
                0 => double.NaN,
                1 => double.PositiveInfinity,
                2 => double.NegativeInfinity,
                _ => value,
            };
            samples[i] = new Sample(time, random.Next(60) == 0 ? StaleMarker.Value : written);
        }

        return samples;
    }

    private static double Variance(Sample[] window)
    {
        double mean = window.Average(s => s.Value);
        return window.Average(s => (s.Value - mean) * (s.Value - mean));
    }

    private static double? Extrapolated(Sample[] window, long startMs, long endMs, bool counter)
    {
        if (window.Length < 2) return null;
        double result = window[^1].Value - window[0].Value;
        for (int i = 1; counter && i < window.Length; i++)
        {
            if (window[i].Value < window[i - 1].Value) result += window[i - 1].Value;
        }

        double sampled = (window[^1].TimeMs - window[0].TimeMs) / 1000.0;
        double distance = sampled / (window.Length - 1);
        double before = (window[0].TimeMs - startMs) / 1000.0;
        double after = (endMs - window[^1].TimeMs) / 1000.0;
        if (before >= distance * 1.1) before = distance / 2;
        if (counter && result > 0 && window[0].Value >= 0) before = Math.Min(before, sampled * (window[0].Value / result));
        if (after >= distance * 1.1) after = distance / 2;
        return result * ((sampled + before + after) / sampled);
    }
}
