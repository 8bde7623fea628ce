using Heed.Statistics.Distances;

namespace Heed.Statistics.Tests;

public sealed class SampleDistanceTests
{
    [Fact]
    public void Wasserstein_pairs_the_sorted_values() => Properties.OfTwoSamples(1, (x, y) =>
    {
        // Each value repeated as often as the other sample is long makes both of one size.
        double[] first = [.. x.Order().SelectMany(v => Enumerable.Repeat(v, y.Length))];
        double[] second = [.. y.Order().SelectMany(v => Enumerable.Repeat(v, x.Length))];
        double slow = first.Zip(second, (a, b) => Math.Abs(a - b)).Average();
        return Properties.Near(slow, Wasserstein.Compare(x, y).Distance) && Properties.Near(slow, Wasserstein.Compare(y, x).Distance);
    });

    [Fact]
    public void Wasserstein_moves_with_a_shift_and_the_unit() => Properties.OfTwoSamples(1, (x, y) =>
        Properties.Near(3.5, Wasserstein.Compare(x, [.. x.Select(v => v + 3.5)]).Distance)
        && Properties.Near(1000 * Wasserstein.Compare(x, y).Distance,
        Wasserstein.Compare([.. x.Select(v => v * 1000)], [.. y.Select(v => v * 1000)]).Distance));

    [Fact]
    public void Energy_is_the_difference_of_mean_distances() => Properties.OfTwoSamples(1, (x, y) =>
    {
        static double Mean(double[] a, double[] b) => a.Average(v => b.Average(w => Math.Abs(v - w)));
        double slow = Math.Sqrt(Math.Max(0, (2 * Mean(x, y)) - Mean(x, x) - Mean(y, y)));
        return Math.Abs(slow - EnergyDistance.Compare(x, y).Value) < 1e-6 && EnergyDistance.Compare(x, x).Value == 0;
    });

    [Fact]
    public void Refuse_what_has_no_distance()
    {
        Assert.Equal(Refusal.EmptySample, Wasserstein.Compare([double.NaN], [1]).Refusal);
        Assert.Equal(Refusal.NonFinite, Wasserstein.Compare([1], [double.NegativeInfinity]).Refusal);
        Assert.Equal(Refusal.EmptySample, EnergyDistance.Compare([], [1]).Refusal);
        Assert.Equal(Refusal.NonFinite, EnergyDistance.Compare([1], [double.PositiveInfinity]).Refusal);
        Assert.True(double.IsNaN(Wasserstein.Compare([2, 2], [5]).Normalised));
        Assert.Equal(3000, Wasserstein.Compare([2, 2], [5]).NormalisedWithFloor, 9);
    }

    [Fact]
    public void Discrepancy_is_what_three_loops_give() => Properties.OfTwoSamples(4, (x, y) =>
    {
        double[] first = x[..(x.Length & ~1)];
        double[] second = y[..(y.Length & ~1)];
        DiscrepancyComparison r = MaximumMeanDiscrepancy.Compare(first, second, 2, 1.5);
        return Properties.Near(SlowDiscrepancy(first, second, 1.5), r.Unbiased, 1e-9) && r.Biased >= -1e-12
            && Properties.Near(r.Unbiased, MaximumMeanDiscrepancy.Compare(second, first, 2, 1.5).Unbiased, 1e-9);
    });

    [Fact]
    public void Random_features_are_near_the_kernel_itself()
    {
        double[] x = SampleGenerator.Draw("normal12", 1, 600 * 4, 0, 1);
        foreach (double shift in new[] { 0, 0.5 })
        {
            double[] y = SampleGenerator.Draw("normal12", 2, 500 * 4, shift, 1);
            DiscrepancyComparison exact = MaximumMeanDiscrepancy.Compare(x, y, 4);
            DiscrepancyComparison near = RandomFeatureDiscrepancy.Compare(x, y, 4, seed: 3, sigma: exact.Sigma);
            Assert.InRange(near.Unbiased, exact.Unbiased - 0.01, exact.Unbiased + 0.01);
            Assert.Equal(near, RandomFeatureDiscrepancy.Compare(x, y, 4, seed: 3, sigma: exact.Sigma));
            Assert.InRange(RandomFeatureDiscrepancy.Compare(x, y, 4, seed: 3).Sigma, exact.Sigma * 0.97, exact.Sigma * 1.03);
        }

        Assert.Equal(Refusal.Degenerate, RandomFeatureDiscrepancy.Compare([1, 1, 1], [1, 1, 1], 1, seed: 1).Refusal);
        Assert.Equal(Refusal.OutOfRange, RandomFeatureDiscrepancy.Compare([1, 2, 3], [1, 1, 1], 1, seed: 1, features: 0).Refusal);
        Assert.Equal(Refusal.NonFinite, MaximumMeanDiscrepancy.Compare([1, double.NaN], [1, 2], 1).Refusal);
    }

    [Fact]
    public void Cosine_distance_does_not_depend_on_length()
    {
        double[] a = [1, 2, 3];
        double[] b = [-2, 0.5, 4];
        CentroidComparison one = EmbeddingCentroids.Compare(a, b);
        CentroidComparison scaled = EmbeddingCentroids.Compare([.. a.Select(v => 7 * v)], b);
        Assert.Equal(one.CosineDistance, scaled.CosineDistance, 12);
        Assert.Equal(Math.Sqrt(9 + 2.25 + 1), one.L2, 12);
        Assert.True(double.IsNaN(EmbeddingCentroids.Compare([0, 0, 0], b).CosineDistance));
        Assert.Equal(Refusal.NonFinite, EmbeddingCentroids.Centroid([1, double.NaN], new double[1]));
        Assert.Equal(Refusal.LengthMismatch, EmbeddingCentroids.Centroid([1, 2, 3], new double[2]));
    }

    private static double SlowDiscrepancy(double[] x, double[] y, double sigma)
    {
        double[][] a = [.. x.Chunk(2)];
        double[][] b = [.. y.Chunk(2)];
        double Kernel(double[] p, double[] q) => Math.Exp(-(Math.Pow(p[0] - q[0], 2) + Math.Pow(p[1] - q[1], 2)) / (2 * sigma * sigma));
        double Within(double[][] s) => s.SelectMany((p, i) => s.Where((_, j) => j != i).Select(q => Kernel(p, q))).Average();
        return Within(a) + Within(b) - (2 * a.Average(p => b.Average(q => Kernel(p, q))));
    }
}
