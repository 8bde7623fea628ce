using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class CramerVonMisesTests
{
    [Fact]
    public void Is_Andersons_formula_with_ranks_by_counting() => Properties.OfTwoSamples(2, (x, y) =>
        Properties.Near(Slow(x, y), CramerVonMises.Compare(x, y).Statistic));

    [Fact]
    public void Does_not_depend_on_the_order_of_samples_nor_on_the_scale() => Properties.OfTwoSamples(2, (x, y) =>
        CramerVonMises.Compare(x, y) is var one
        && Properties.Near(one.Statistic, CramerVonMises.Compare(y, x).Statistic)
        && one == CramerVonMises.Compare([.. x.Select(Math.Exp)], [.. y.Select(Math.Exp)])
        && one.PValue is >= 0 and <= 1);

    [Fact]
    public void Exact_p_value_is_the_share_of_all_arrangements()
    {
        double[] pooled = [1, 2, 4, 8, 16, 32, 64, 128];
        double[] x = [1, 2, 8];
        double t = CramerVonMises.Compare(x, [.. pooled.Except(x)]).Statistic;
        List<double> all = [];
        for (int set = 0; set < 256; set++)
        {
            double[] chosen = [.. pooled.Where((_, i) => (set >> i) % 2 == 1)];
            if (chosen.Length == 3) all.Add(CramerVonMises.Compare(chosen, [.. pooled.Except(chosen)]).Statistic);
        }

        Assert.Equal(56, all.Count);
        Assert.Equal(all.Count(v => v >= t - 1e-12) / 56.0, CramerVonMises.PValueExact(t, 3, 5), 12);
        Assert.True(double.IsNaN(CramerVonMises.PValueExact(t, 3, 21)));
    }

    [Fact]
    public void Refuses_what_has_no_statistic()
    {
        Assert.Equal(Refusal.EmptySample, CramerVonMises.Compare([], [1, 2]).Refusal);
        Assert.Equal(Refusal.EmptySample, CramerVonMises.Compare([double.NaN], [1, 2]).Refusal);
        Assert.Equal(Refusal.TooFew, CramerVonMises.Compare([1], [1, 2]).Refusal);
        Assert.Equal(CramerVonMises.Compare([1, 2, 99], [1, 3]),
            CramerVonMises.Compare([double.NaN, 1, 2, double.PositiveInfinity], [1, 3]));
    }

    [Fact]
    public void Alarms_as_often_as_the_p_value_says_when_nothing_changed() =>
        Assert.InRange(Simulation.AlarmShare(400, 60, 90, (x, y) => CramerVonMises.Compare(x, y).PValue), 0.025, 0.08);

    private static double Slow(double[] x, double[] y)
    {
        double[] pooled = [.. x, .. y];
        double Rank(double v) => pooled.Count(p => p < v) + ((pooled.Count(p => p == v) + 1) / 2.0);
        double n = x.Length;
        double m = y.Length;
        double u = (n * x.Order().Select((v, i) => Math.Pow(Rank(v) - (i + 1), 2)).Sum())
            + (m * y.Order().Select((v, i) => Math.Pow(Rank(v) - (i + 1), 2)).Sum());
        return (u / (n * m * (n + m))) - (((4 * n * m) - 1) / (6 * (n + m)));
    }
}
