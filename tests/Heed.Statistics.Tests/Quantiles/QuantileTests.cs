using FsCheck;
using FsCheck.Fluent;

using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

public sealed class QuantileTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 9);

    [Fact]
    public void Interpolates_between_neighbours_as_NumPy_does()
    {
        double[] sorted = [1, 2, 4, 8];
        Assert.Equal(3, SortedQuantile.Of(sorted, 1, 2));
        Assert.Equal(1.75, SortedQuantile.Of(sorted, 1, 4));
        Assert.Equal(8, SortedQuantile.Of(sorted, 4, 4));
        Assert.Equal(5, SortedQuantile.Of([5], 3, 7));
        Assert.True(double.IsNaN(SortedQuantile.Of([], 1, 2)));
        Assert.Equal(double.PositiveInfinity, SortedQuantile.Of([1, double.PositiveInfinity, double.PositiveInfinity], 3, 4));
    }

    [Fact]
    public void Histogram_counts_as_a_loop_over_the_bins_does() =>
        Prop.ForAll<double[], byte>((values, seed) =>
        {
            double[] edges = [.. Enumerable.Range(0, 2 + (seed % 9)).Select(i => (i * 1.5) - 4.0)];
            values = [.. values.Concat(edges)];
            long[] counts = new long[edges.Length + 1];
            BinCounts.Add(values, edges, counts);
            return counts.SequenceEqual(SlowCounts(values, edges));
        }).Check(Seeded);

    [Fact]
    public void Summary_finds_for_every_value_the_interval_that_a_scan_finds() =>
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            double[] sorted = [.. a.Select(v => (double)(v * 2)).Order()];
            EcdfSummary summary = EcdfSummary.Of(sorted);
            double[] values = [.. b.Select(v => v * 1.5)];
            int[] counts = new int[summary.IntervalCount];
            summary.Count<int>(values, counts);
            double[] knots = [.. sorted.Distinct()];
            int[] expected = new int[summary.IntervalCount];
            foreach (double v in values) expected[knots.Contains(v) ? (2 * knots.Count(k => k < v)) + 1 : 2 * knots.Count(k => k < v)]++;
            return counts.SequenceEqual(expected);
        }).Check(Seeded);

    [Fact]
    public void Summary_keeps_few_distinct_values_exactly_and_many_within_its_limit()
    {
        double[] few = [.. SampleGenerator.Draw("lattice", 3, 50_000, 100, 0).Order()];
        EcdfSummary exact = EcdfSummary.Of(few);
        Assert.True(exact.IsExact);
        Assert.Equal(100, exact.Knots.Length);
        Assert.Equal(few.Count(v => v < 50), exact.ToCumulative().Below[50]);
        Assert.Equal(few.Count(v => v <= 50), exact.ToCumulative().UpTo[50]);

        double[] many = [.. SampleGenerator.Draw("cauchy", 4, 50_000, 0, 1).Order()];
        EcdfSummary compressed = EcdfSummary.Of(many);
        Assert.InRange(compressed.Knots.Length, 500, EcdfSummary.KnotLimit);
        Assert.Equal(many[0], compressed.Knots[0]);
        Assert.Equal(many[^1], compressed.Knots[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65_535)]
    [InlineData(70_000)]
    public void Counts_are_the_same_in_two_bytes_and_in_four(int baselineSize)
    {
        double[] baseline = [.. Enumerable.Range(0, baselineSize).Select(i => i % 4 == 0 ? i / 9.0 : 0).Order()];
        EcdfSummary summary = EcdfSummary.Of(baseline, 50);
        IntervalCounts counts = new(summary.IntervalCount);
        int[] expected = new int[summary.IntervalCount];
        for (int round = 0; round < 700; round++)
        {
            double[] values = [0, round / 3.0, .. Enumerable.Repeat(baseline[^1] / 2, 98)];
            counts.Add(summary, values);
            foreach (double value in values) expected[summary.IntervalOf(value)]++;
            if (round % 50 == 0 || round > 650) AssertSame(expected, counts);
        }

        Assert.Equal(70_000, counts.Total);
        AssertSame(expected, IntervalCounts.Of(expected));
        KsComparison whole = KolmogorovSmirnov.CompareCounted(summary, counts);
        Assert.Equal(SlowD(summary, expected), whole.D, 12);
        counts.Clear();
        AssertSame(new int[expected.Length], counts);
        Assert.True(double.IsNaN(KolmogorovSmirnov.CompareCounted(summary, counts).D));
    }

    [Fact]
    public void Summary_refuses_parts_that_contradict_each_other()
    {
        Assert.NotNull(EcdfSummary.FromParts([1, 2], [0, 3], [3, 5], 5));
        Assert.Null(EcdfSummary.FromParts([2, 1], [0, 3], [3, 5], 5));
        Assert.Null(EcdfSummary.FromParts([1, 2], [0, 2], [3, 5], 5));
        Assert.Null(EcdfSummary.FromParts([1, 2], [0, 3], [3, 5], 6));
        Assert.Null(EcdfSummary.FromParts([1], [0, 3], [3, 5], 5));
    }

    private static void AssertSame(int[] expected, IntervalCounts counts) =>
        Assert.Equal(expected, Enumerable.Range(0, counts.Length).Select(i => counts[i]));

    private static double SlowD(EcdfSummary summary, int[] current)
    {
        (int[] below, int[] upTo) = summary.ToCumulative();
        double n = summary.Total;
        double m = current.Sum();
        return Enumerable.Range(0, below.Length).Max(k => Math.Max(
            Math.Abs((below[k] / n) - (current.Take((2 * k) + 1).Sum() / m)),
                Math.Abs((upTo[k] / n) - (current.Take((2 * k) + 2).Sum() / m))));
    }

    private static long[] SlowCounts(double[] values, double[] edges)
    {
        long[] counts = new long[edges.Length + 1];
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            if (value < edges[0]) counts[0]++;
            else if (value > edges[^1]) counts[^1]++;
            else counts[Math.Max(1, Math.Min(edges.Length - 1, edges.Count(e => e <= value)))]++;
        }

        return counts;
    }
}
