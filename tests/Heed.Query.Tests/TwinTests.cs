using FsCheck;
using FsCheck.Fluent;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>Range queries against the definition of each function, evaluated step by step over plain lists.</summary>
public sealed class TwinTests
{
    private static readonly LabelSet Labels = TestData.Labels("x_total{a=\"b\"}");

    private static readonly Dictionary<string, Func<Sample[], long, long, double?>> Definitions = new()
    {
        ["rate"] = (w, start, end) => Extrapolated(w, start, end, true) / ((end - start) / 1000.0),
        ["increase"] = (w, start, end) => Extrapolated(w, start, end, true),
        ["delta"] = (w, start, end) => Extrapolated(w, start, end, false),
        ["sum_over_time"] = (w, _, _) => w.Sum(s => s.Value),
        ["avg_over_time"] = (w, _, _) => w.Average(s => s.Value),
        ["min_over_time"] = (w, _, _) => w.Min(s => s.Value),
        ["max_over_time"] = (w, _, _) => w.Max(s => s.Value),
        ["ts_of_max_over_time"] = (w, _, _) => w.Last(s => s.Value == w.Max(m => m.Value)).TimeMs / 1000.0,
        ["count_over_time"] = (w, _, _) => w.Length,
        ["last_over_time"] = (w, _, _) => w[^1].Value,
        ["changes"] = (w, _, _) => w.Zip(w.Skip(1)).Count(p => p.First.Value != p.Second.Value),
        ["resets"] = (w, _, _) => w.Zip(w.Skip(1)).Count(p => p.First.Value > p.Second.Value),
        ["stddev_over_time"] = (w, _, _) => Math.Sqrt(w.Average(s => Math.Pow(s.Value - w.Average(m => m.Value), 2))),
    };

    [Fact]
    public void Windows_over_columns_agree_with_the_definition_at_every_step()
    {
        Gen<Sample[]> samples =
            from count in Gen.Choose(0, 60)
            from gaps in Gen.Choose(1, 90_000).ArrayOf(count)
            from values in Gen.Choose(0, 20).ArrayOf(count)
            select gaps.Select((_, i) => new Sample(gaps.Take(i + 1).Sum(g => (long)g), values[i])).ToArray();
        Gen<(Sample[] Samples, int RangeMs, int StepMs)> cases =
            from some in samples
            from range in Gen.Choose(1_000, 400_000)
            from step in Gen.Choose(1_000, 200_000)
            select (some, range, step);

        Config config = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20_240_301, 77);
        Check.One(config, Prop.ForAll(cases.ToArbitrary(), c => Compare(c.Samples, c.RangeMs, c.StepMs)));
    }

    private static void Compare(Sample[] samples, int rangeMs, int stepMs)
    {
        ListSeriesReader reader = new();
        foreach (Sample sample in samples) reader.Append(Labels, sample.TimeMs, sample.Value);
        long end = 40L * stepMs;
        foreach ((string name, Func<Sample[], long, long, double?> definition) in Definitions)
        {
            QueryResult result = new Execution.QueryEngine(reader, TestData.Everything).Range($"{name}(x_total[{rangeMs}ms])", 0, end, stepMs);
            Dictionary<long, double> expected = [];
            for (long time = 0; time <= end; time += stepMs)
            {
                Sample[] window = [.. samples.Where(s => s.TimeMs > time - rangeMs && s.TimeMs <= time)];
                if (window.Length > 0 && definition(window, time - rangeMs, time) is { } value) expected.Add(time, value);
            }

            MatrixSeries[] series = [.. ((MatrixValue)result.Value!).Series];
            Assert.Equal(expected.Keys, series.Length == 0 ? [] : series[0].TimesMs);
            for (int i = 0; i < expected.Count; i++) Assert.Equal(expected[series[0].TimesMs[i]], series[0].Values[i], 1e-9);
        }
    }

    /// <summary>From the text of the documentation: resets added, both ends extended by what their distance allows.</summary>
    private static double? Extrapolated(Sample[] window, long startMs, long endMs, bool counter)
    {
        if (window.Length < 2) return null;
        double result = window[^1].Value - window[0].Value;
        for (int i = 1; counter && i < window.Length; i++)
        {
            if (window[i].Value < window[i - 1].Value) result += window[i - 1].Value;
        }

        double sampled = (window[^1].TimeMs - window[0].TimeMs) / 1000.0;
        double average = sampled / (window.Length - 1);
        double toStart = (window[0].TimeMs - startMs) / 1000.0;
        double toEnd = (endMs - window[^1].TimeMs) / 1000.0;
        if (toStart >= average * 1.1) toStart = average / 2;
        if (counter && result > 0 && window[0].Value >= 0) toStart = Math.Min(toStart, sampled * (window[0].Value / result));
        if (toEnd >= average * 1.1) toEnd = average / 2;
        return result * ((sampled + toStart + toEnd) / sampled);
    }
}
