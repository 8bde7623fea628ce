using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

/// <summary>Samples that are known by their counts only, beside the samples themselves.</summary>
public sealed class CountedSampleTests
{
    [Theory]
    [InlineData(100, 200)]
    [InlineData(50_000, 100)]
    [InlineData(100, 50_000)]
    [InlineData(40_000, 40_000)]
    [InlineData(70_000, 70_000)]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void Merged_counts_are_the_counts_of_both_samples_together(int first, int second)
    {
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, first + second).Select(_ => Math.Round(random.NextDouble() * 120, 1))];
        EcdfSummary summary = EcdfSummary.Of([.. Enumerable.Range(0, 101).Select(i => (double)i)]);
        IntervalCounts a = Counted(summary, values.AsSpan(0, first));
        a.MergeFrom(Counted(summary, values.AsSpan(first)));
        IntervalCounts both = Counted(summary, values);
        Assert.Equal(both.Total, a.Total);
        for (int i = 0; i < both.Length; i++) Assert.Equal(both[i], a[i]);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_count_goes_on_where_fewer_bytes_would_not_hold_it(int count)
    {
        EcdfSummary summary = EcdfSummary.Of([.. Enumerable.Range(0, 101).Select(i => (double)i)]);
        double[] values = [.. Enumerable.Repeat(50.0, count)];
        IntervalCounts counts = new(summary.IntervalCount);
        for (int i = 0; i < count; i += 100) counts.Add(summary, values.AsSpan(i, Math.Min(100, count - i)));
        int[] copied = [.. Enumerable.Range(0, counts.Length).Select(i => counts[i])];
        IntervalCounts twice = IntervalCounts.Of(copied);
        twice.MergeFrom(counts);

        int interval = summary.IntervalOf(50);
        Assert.Equal((count, (long)count), (counts[interval], counts.Total));
        Assert.Equal((2 * count, 2L * count), (twice[interval], twice.Total));
        Assert.Equal(51.0 / 101 - (1.0 / 101), KolmogorovSmirnov.CompareCounted(summary, counts).D, 12);
        counts.Clear();
        counts.Add(summary, [50.0]);
        Assert.Equal(1, counts[interval]);
    }

    [Fact]
    public void Repeats_are_counted_as_a_loop_counts_them()
    {
        Random random = new(2);
        for (int length = 0; length < 70; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(5) == 0 ? double.NaN : random.Next(3))];
            long expected = 0;
            for (int i = 1; i < length; i++) expected += values[i] == values[i - 1] ? 1 : 0;
            Assert.Equal(expected, BinCounts.Repeats(values));
        }
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 1.0)]
    [InlineData(-0.3, 0.5)]
    [InlineData(0.0, 3.0)]
    public void A_binned_distance_is_near_that_of_the_samples(double shift, double scale)
    {
        Random random = new(3);
        double[] baseline = [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble())];
        double[] current = [.. Enumerable.Range(0, 5000).Select(_ => shift + (scale * (random.NextDouble() + random.NextDouble() + random.NextDouble())))];
        double[] edges = [.. Enumerable.Range(0, 121).Select(i => -1 + (i * 0.1))];
        WassersteinComparison exact = Wasserstein.Compare(baseline, current);
        WassersteinComparison binned = Wasserstein.CompareBinned(edges, Binned(edges, baseline), Binned(edges, current));
        Assert.Equal(exact.Distance, binned.Distance, 0.02);
        Assert.Equal(exact.BaselineDeviation, binned.BaselineDeviation, 0.02);
    }

    [Fact]
    public void A_far_value_counts_as_at_the_edge_and_an_empty_sample_is_refused()
    {
        double[] edges = [0, 1, 2];
        Assert.Equal(0.5, Wasserstein.CompareBinned(edges, [0, 4, 4, 0], [0, 0, 8, 0]).Distance, 12);
        Assert.Equal(1.0 / 9, Wasserstein.CompareBinned(edges, [0, 4, 4, 0], [0, 4, 4, 1]).Distance, 12);
        Assert.Equal(2, Wasserstein.CompareBinned(edges, [5, 0, 0, 0], [0, 0, 0, 3]).Distance, 12);
        Assert.Equal(Refusal.EmptySample, Wasserstein.CompareBinned(edges, [0, 4, 4, 0], [0, 0, 0, 0]).Refusal);
    }

    private static IntervalCounts Counted(EcdfSummary summary, ReadOnlySpan<double> values)
    {
        IntervalCounts counts = new(summary.IntervalCount);
        if (!values.IsEmpty) counts.Add(summary, values);
        return counts;
    }

    private static long[] Binned(double[] edges, double[] values)
    {
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(values, edges, counts);
        return counts;
    }
}
