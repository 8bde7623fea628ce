using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class ChiSquareHomogeneityTests
{
    // (ad − bc)² N / (row and column totals), by hand; p of one degree of freedom is erfc(√(x/2)).
    [Fact]
    public void Agrees_with_the_formula_of_a_two_by_two_table()
    {
        ChiSquareComparison comparison = ChiSquareHomogeneity.Compare([10, 20], [30, 15]);
        Assert.Equal(75.0 * Math.Pow((10 * 15) - (20 * 30), 2) / (30.0 * 45 * 40 * 35), comparison.Statistic, 10);
        Assert.Equal(1, comparison.DegreesOfFreedom);
        Assert.Equal(MathNet.Numerics.SpecialFunctions.Erfc(Math.Sqrt(comparison.Statistic / 2)), comparison.PValue, 10);
    }

    [Fact]
    public void Pools_the_cells_that_expect_less_than_five()
    {
        ChiSquareComparison pooled = ChiSquareHomogeneity.ComparePooled([500, 480, 3, 4, 0], [510, 470, 2, 1, 6]);
        Assert.Equal(ChiSquareHomogeneity.Compare([500, 480, 7], [510, 470, 9]), pooled);
    }

    [Fact]
    public void Says_nothing_of_an_empty_row_and_finds_no_difference_in_one_cell()
    {
        Assert.True(double.IsNaN(ChiSquareHomogeneity.Compare([0, 0], [3, 4]).PValue));
        Assert.Equal(1, ChiSquareHomogeneity.Compare([8, 0], [3, 0]).PValue);
    }
}
