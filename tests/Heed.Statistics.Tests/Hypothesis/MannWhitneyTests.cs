using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quality;

namespace Heed.Statistics.Tests;

public sealed class MannWhitneyTests
{
    [Fact]
    public void Counts_pairs() => Properties.OfTwoSamples(1, (x, y) =>
    {
        MannWhitneyComparison r = MannWhitney.Compare(x, y);
        double pairs = x.Sum(a => y.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));
        return r.U1 == pairs && r.U2 == MannWhitney.Compare(y, x).U1 && Properties.Near(r.PValue, MannWhitney.Compare(y, x).PValue)
            && r.PValue >= r.PValueUncorrected;
    });

    [Fact]
    public void Effect_is_the_area_under_the_ROC_curve() => Properties.OfTwoSamples(1, (x, y) =>
        Properties.Near(
            RocAuc.Of([.. x.Select(_ => true), .. y.Select(_ => false)], [.. x, .. y]).Value, MannWhitney.Compare(x, y).Superiority));

    [Fact]
    public void Exact_p_value_is_the_share_of_all_arrangements()
    {
        double[] pooled = [1, 2, 3, 4, 5, 6, 7];
        double[] x = [1, 2, 5];
        double extreme = Extreme(MannWhitney.Compare(x, [.. pooled.Except(x)]));
        List<double> all = [];
        for (int set = 0; set < 128; set++)
        {
            double[] chosen = [.. pooled.Where((_, i) => (set >> i) % 2 == 1)];
            if (chosen.Length == 3) all.Add(Extreme(MannWhitney.Compare(chosen, [.. pooled.Except(chosen)])));
        }

        Assert.Equal(all.Count(v => v >= extreme) / 35.0, MannWhitney.PValueExact(MannWhitney.Compare(x, [.. pooled.Except(x)])), 12);
        Assert.True(double.IsNaN(MannWhitney.PValueExact(MannWhitney.Compare([1, 1], [1, 2]))));

        static double Extreme(MannWhitneyComparison r) => Math.Max(r.U1, r.U2);
    }

    [Fact]
    public void All_equal_is_no_evidence_and_an_empty_sample_is_refused()
    {
        Assert.Equal(1, MannWhitney.Compare([3, 3], [3]).PValue);
        Assert.Equal(Refusal.EmptySample, MannWhitney.Compare([double.NaN], [3]).Refusal);
        Assert.Equal(2, MannWhitney.Compare([double.PositiveInfinity], [3, double.NegativeInfinity]).U1);
    }

    [Fact]
    public void Alarms_as_often_as_the_p_value_says_when_nothing_changed() =>
        Assert.InRange(Simulation.AlarmShare(400, 60, 90, (x, y) => MannWhitney.Compare(x, y).PValue), 0.025, 0.08);
}
