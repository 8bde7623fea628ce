using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

public sealed class QuantileSketchTests
{
    private static readonly double[] Levels = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1];

    [Fact]
    public void Merging_keeps_the_promise_of_the_union() => Properties.OfTwoSamples(1, (x, y) =>
    {
        double[] first = [.. Enumerable.Range(0, 40 * x.Length).Select(i => x[i % x.Length] + (i * 0.001))];
        double[] second = [.. Enumerable.Range(0, 60 * y.Length).Select(i => y[i % y.Length] - (i * 0.001))];
        QuantileSketch sketch = new(1);
        QuantileSketch other = new(2);
        sketch.Add(first);
        other.Add(second);
        sketch.MergeFrom(other);
        double[] sorted = [.. first.Concat(second).Order()];
        return sketch.Count == sorted.Length && sketch.Minimum == sorted[0] && sketch.Maximum == sorted[^1]
            && Levels.All(q => IsNear(sorted, q, sketch.Quantile(q)));
    });

    [Fact]
    public void Rank_error_stays_below_one_percent_for_many_seeds_and_merges()
    {
        double[] values = SampleGenerator.Draw("cauchy", 3, 60_000, 0, 1);
        double[] sorted = [.. values.Order()];
        int wrong = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            QuantileSketch whole = new(seed);
            for (int part = 0; part < 20; part++)
            {
                QuantileSketch piece = new((seed * 100) + (ulong)part);
                piece.Add(values.AsSpan(part * 3000, 3000));
                whole.MergeFrom(piece);
            }

            wrong += Levels.Any(q => !IsNear(sorted, q, whole.Quantile(q))) ? 1 : 0;
            Assert.True(whole.Retained < 2200, $"{whole.Retained} values held");
        }

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Few_values_are_exact_and_ranks_answer_quantiles()
    {
        QuantileSketch sketch = new(1);
        Assert.True(double.IsNaN(sketch.Quantile(0.5)) && double.IsNaN(sketch.Rank(1)) && double.IsNaN(sketch.Minimum));
        sketch.Add([3, 1, double.NaN, 2, double.PositiveInfinity]);
        Assert.Equal([1, 1, 2, double.PositiveInfinity], new[] { 0, 0.3, 0.5, 1 }.Select(sketch.Quantile));
        Assert.Equal(0.5, sketch.Rank(2));
        Assert.Equal(4, sketch.Count);
        Assert.Equal(1, sketch.Skipped);
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Quantile(1.5));
        Assert.Throws<ArgumentException>(() => sketch.MergeFrom(new QuantileSketch(1, 64)));
        Assert.Throws<ArgumentException>(() => sketch.MergeFrom(sketch));
    }

    [Fact]
    public void The_same_seed_and_stream_give_the_same_answers()
    {
        double[] values = SampleGenerator.Draw("uniform", 5, 30_000, 0, 1);
        QuantileSketch one = new(9);
        QuantileSketch other = new(9);
        one.Add(values);
        other.Add(values);
        Assert.Equal(Levels.Select(one.Quantile), Levels.Select(other.Quantile));
    }

    [Fact]
    public void Radix_sort_orders_as_a_comparing_sort_does()
    {
        foreach (int n in new[] { 0, 1, 383, 384, 1000, 16_383, 16_384, 50_000 })
        {
            double[] values = SampleGenerator.Draw("cauchy", (ulong)n, n, 0, 1e3);
            for (int i = 0; i + 8 < n; i += 97) (values[i], values[i + 1], values[i + 2], values[i + 3]) = (0.0, -0.0,
                double.NegativeInfinity, double.PositiveInfinity);
            double[] expected = [.. values.Order()];
            RadixSort.Sort(values);
            Assert.Equal(expected, values);
            double[] whole = [.. Enumerable.Range(0, n).Select(i => (double)(i * 7919 % 100))];
            expected = [.. whole.Order()];
            RadixSort.Sort(whole);
            Assert.Equal(expected, whole);
        }
    }

    /// <summary>Whether a value lies between the order statistics one percent of rank below and above.</summary>
    private static bool IsNear(double[] sorted, double level, double value)
    {
        int low = (int)Math.Max(0, Math.Floor((level - 0.01) * (sorted.Length - 1)));
        int high = (int)Math.Min(sorted.Length - 1, Math.Ceiling((level + 0.01) * (sorted.Length - 1)));
        return value >= sorted[low] && value <= sorted[high];
    }
}
