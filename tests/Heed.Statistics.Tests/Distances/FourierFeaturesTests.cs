using Heed.Statistics.Distances;

namespace Heed.Statistics.Tests;

public sealed class FourierFeaturesTests
{
    private const int Columns = 5;

    [Fact]
    public void Sums_give_the_discrepancy_of_the_samples()
    {
        double[] x = Points(60, 1, 0);
        double[] y = Points(80, 2, 0.7);
        DiscrepancyComparison twin = RandomFeatureDiscrepancy.Compare(x, y, Columns, 42, 64, 2.5);
        FourierFeatures map = new(Columns, 64, 2.5, 42);
        double found = map.Discrepancy(Sum(map, x, 1), 60, 60, Sum(map, y, 1), 80, 80);
        Assert.Equal(twin.Unbiased, found, 1e-5);
        Assert.InRange(found, 0.01, 1);
    }

    [Fact]
    public void Weights_stand_for_points_that_were_passed_over()
    {
        double[] x = Points(4000, 3, 0);
        FourierFeatures map = new(Columns, 64, 2.5, 42);
        double all = map.Discrepancy(Sum(map, x, 1), 4000, 4000, Sum(map, Points(4000, 4, 1), 1), 4000, 4000);
        double half = map.Discrepancy(Sum(map, x[..(2000 * Columns)], 2), 4000, 8000, Sum(map, Points(4000, 4, 1), 1), 4000, 4000);
        Assert.InRange(half / all, 0.9, 1.1);
    }

    [Fact]
    public void One_point_has_no_discrepancy_and_one_point_no_width()
    {
        FourierFeatures map = new(Columns, 8, 1, 1);
        double[] one = Points(1, 5, 0);
        Assert.Equal(double.NaN, map.Discrepancy(Sum(map, one, 1), 1, 1, Sum(map, Points(9, 6, 0), 1), 9, 9));
        Assert.Equal(double.NaN, FourierFeatures.WidthOf(one, Columns));
        Assert.Equal(5, FourierFeatures.WidthOf([0, 0, 3, 4], 2), 9);
    }

    private static double[] Sum(FourierFeatures map, double[] points, double weight)
    {
        double[] sum = new double[2 * map.Features];
        float[] mapped = new float[sum.Length];
        for (int i = 0; i < points.Length; i += Columns)
        {
            map.Map([.. points.Skip(i).Take(Columns).Select(v => (float)v)], mapped);
            for (int k = 0; k < sum.Length; k++) sum[k] += weight * mapped[k];
        }

        return sum;
    }

    private static double[] Points(int count, int seed, double shift)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count * Columns).Select(_ => shift + (4 * random.NextDouble()))];
    }
}
