using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

public sealed class PopulationStabilityTests
{
    // By hand: p = (8.5, 12.5) / 21, q = (12.5, 8.5) / 21.
    [Fact]
    public void Is_the_sum_over_smoothed_shares()
    {
        PsiComparison comparison = PopulationStability.Compare([8, 12], [12, 8]);
        Assert.Equal(2 * (4 / 21.0) * Math.Log(12.5 / 8.5), comparison.Psi, 14);
        Assert.Equal(3.841458820694124 * (2 / 20.0), PopulationStability.Threshold(comparison, 0.05), 10);
    }

    [Fact]
    public void Is_nothing_where_a_side_is_empty_or_one_bin_is_left()
    {
        Assert.True(double.IsNaN(PopulationStability.Compare([0, 0], [1, 2]).Psi));
        PsiComparison one = PopulationStability.CompareOccupied([5, 0], [9, 0]);
        Assert.Equal(0, one.Psi);
        Assert.Equal(1, one.Bins);
        Assert.True(double.IsNaN(PopulationStability.Threshold(one, 0.05)));
    }

    [Theory]
    [InlineData(50, 5000)]
    [InlineData(1000, 5000)]
    [InlineData(1000, 1000)]
    public void Passes_its_threshold_about_as_often_as_its_level_says_when_nothing_changed(int current, int baseline)
    {
        int alarms = 0;
        const int Trials = 1500;
        for (int i = 0; i < Trials; i++)
        {
            double[] x = SampleGenerator.Draw("uniform", (ulong)(2 * i) + 77, baseline, 0, 1);
            double[] y = SampleGenerator.Draw("uniform", (ulong)(2 * i) + 78, current, 0, 1);
            Array.Sort(x);
            double[] edges = SortedQuantile.DistinctEdges(x, 10);
            PsiComparison comparison = PopulationStability.Compare(Clipped(x, edges), Clipped(y, edges));
            if (comparison.Psi > PopulationStability.Threshold(comparison, 0.05)) alarms++;
        }

        Assert.InRange(alarms / (double)Trials, 0.03, 0.07);
    }

    /// <summary>The convention of the vectors: what lies outside of the edges belongs to the outermost bins.</summary>
    private static long[] Clipped(double[] values, double[] edges)
    {
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(values, edges, counts);
        long[] bins = counts[1..^1];
        bins[0] += counts[0];
        bins[^1] += counts[^1];
        return bins;
    }
}
