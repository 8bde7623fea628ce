using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests.Quantiles;

public sealed class RunSketchTests
{
    private const int Buffer = RunSketch.LeastBuffer;

    [Fact]
    public void Few_values_are_kept_as_they_are()
    {
        RunSketch sketch = new();
        foreach (double value in (double[])[3, 1, 2, 2]) sketch.Add(value);

        RankedSample sample = sketch.ToSample(10);

        Assert.Equal([1, 2, 2, 3], sample.Values);
        Assert.True(sample.IsExact);
        Assert.Equal((4, 1.0, 3.0, 2.0), (sample.Count, sample.Minimum, sample.Maximum, sample.Mean));
        Assert.Equal(Math.Sqrt(0.5), sample.Deviation, 1e-15);
    }

    [Fact]
    public void Without_values_there_is_nothing()
    {
        RankedSample sample = new RunSketch().ToSample(10);
        Assert.Empty(sample.Values);
        Assert.Equal(0, sample.Count);
        Assert.True(double.IsNaN(sample.Minimum) && double.IsNaN(sample.Mean) && double.IsNaN(sample.Deviation));
    }

    [Theory]
    [InlineData("random", 1)]
    [InlineData("ascending", 1)]
    [InlineData("descending", 3)]
    [InlineData("few values", 4)]
    [InlineData("two halves", 2)]
    public void Every_rank_is_within_the_error_that_the_sketch_counts(string order, int parts)
    {
        double[] values = Values(order, 100_000);
        RunSketch[] sketches = [.. Enumerable.Range(0, parts).Select(_ => new RunSketch(Buffer))];
        for (int i = 0; i < values.Length; i++) sketches[i % parts].Add(values[i]);
        for (int i = 1; i < parts; i++) sketches[0].MergeFrom(sketches[i]);

        RankedSample sample = sketches[0].ToSample(5000);

        Array.Sort(values);
        Assert.Equal(values.Length, sample.Count);
        Assert.Equal((values[0], values[^1]), (sample.Minimum, sample.Maximum));
        Assert.Equal(values.Average(), sample.Mean, 1e-9 * Math.Abs(values.Average()));
        Assert.InRange(sample.RankError, 1e-6, 0.03);
        Assert.InRange(LargestRankError(values, sample.Values), 0, sample.RankError);
    }

    [Fact]
    public void A_million_values_are_off_by_less_than_a_thousandth_of_the_ranks()
    {
        RunSketch sketch = new();
        foreach (double value in Values("random", 1_000_000)) sketch.Add(value);
        Assert.InRange(sketch.RankError, 1e-6, 0.001);
    }

    [Fact]
    public void A_merged_sketch_is_left_as_it_was()
    {
        RunSketch first = new(Buffer);
        RunSketch second = new(Buffer);
        foreach (double value in Values("random", 20_000))
        {
            first.Add(value);
            second.Add(-value);
        }

        double[] before = second.ToSample(1000).Values;
        first.MergeFrom(second);
        foreach (double value in Values("random", 20_000)) first.Add(value);

        Assert.Equal(before, second.ToSample(1000).Values);
        Assert.Throws<ArgumentException>(() => first.MergeFrom(new RunSketch(2 * Buffer)));
    }

    private static double[] Values(string order, int count)
    {
        Random random = new(7);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => Math.Exp(3 * random.NextDouble()))];
        if (order is "ascending" or "descending") Array.Sort(values);
        if (order == "descending") Array.Reverse(values);
        if (order == "few values") values = [.. values.Select(v => Math.Floor(v / 4))];
        if (order == "two halves") values = [.. values.Select((v, i) => i < count / 2 ? v : v + 100)];
        return values;
    }

    /// <summary>Slow and obvious: both distribution functions at every value of either.</summary>
    private static double LargestRankError(double[] sorted, double[] sample)
    {
        double largest = 0;
        foreach (double at in sample.Concat(sorted.Where((_, i) => i % 37 == 0)))
        {
            double exact = UpTo(sorted, at) / (double)sorted.Length;
            largest = Math.Max(largest, Math.Abs(exact - (UpTo(sample, at) / (double)sample.Length)));
        }

        return largest;

        static int UpTo(double[] values, double at)
        {
            int low = 0;
            int high = values.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (values[middle] <= at) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}
