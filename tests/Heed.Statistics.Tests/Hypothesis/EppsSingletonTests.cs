using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class EppsSingletonTests
{
    [Fact]
    public void Sees_a_change_of_shape_that_leaves_mean_and_variance()
    {
        // Two points at ±1 against a normal law: mean 0 and variance 1 both.
        double[] normal = SampleGenerator.Draw("normal12", 5, 200, 0, 1);
        double[] points = [.. SampleGenerator.Draw("bernoulli", 6, 200, 0.5, 0).Select(v => (2 * v) - 1)];
        Assert.True(EppsSingleton.Compare(normal, points).PValue < 1e-6);
        Assert.True(MannWhitney.Compare(normal, points).PValue > 0.01);
    }

    [Fact]
    public void Does_not_depend_on_order_or_unit()
    {
        double[] x = SampleGenerator.Draw("logistic", 1, 60, 0, 1);
        double[] y = SampleGenerator.Draw("normal12", 2, 80, 0.5, 1);
        TestComparison one = EppsSingleton.Compare(x, y);
        Assert.Equal(one.Statistic, EppsSingleton.Compare(y, x).Statistic, 9);
        Assert.Equal(one.Statistic, EppsSingleton.Compare([.. x.Select(v => v * 1e6)], [.. y.Select(v => v * 1e6)]).Statistic, 8);
    }

    [Fact]
    public void Refuses_what_has_no_statistic()
    {
        double[] five = [1, 2, 3, 4, 5];
        Assert.Equal(Refusal.EmptySample, EppsSingleton.Compare([], five).Refusal);
        Assert.Equal(Refusal.TooFew, EppsSingleton.Compare([1, 2, 3, 4, double.NaN], five).Refusal);
        Assert.Equal(Refusal.NonFinite, EppsSingleton.Compare([1, 2, 3, 4, double.PositiveInfinity], five).Refusal);
        Assert.Equal(Refusal.Degenerate, EppsSingleton.Compare([2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2]).Refusal);
    }

    [Fact]
    public void Alarms_as_often_as_the_p_value_says_when_nothing_changed() =>
        Assert.InRange(Simulation.AlarmShare(400, 60, 90, (x, y) => EppsSingleton.Compare(x, y).PValue), 0.025, 0.085);

    [Fact]
    public void Eigenvectors_rebuild_the_matrix()
    {
        double[] matrix = [4, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, 5, 2, 0.5, 1, 2, 1];
        double[] values = [.. matrix];
        double[] vectors = new double[16];
        JacobiEigen.Decompose(values, vectors, 4);
        for (int i = 0; i < 16; i++)
        {
            double sum = 0;
            for (int k = 0; k < 4; k++) sum += vectors[((i / 4) * 4) + k] * values[(k * 4) + k] * vectors[((i % 4) * 4) + k];
            Assert.Equal(matrix[i], sum, 12);
        }
    }
}
