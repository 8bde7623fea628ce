using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class AndersonDarlingTests
{
    [Fact]
    public void Is_equation_7_of_its_source_with_counts_by_hand() => Properties.OfTwoSamples(3, (x, y) =>
        x.Concat(y).Distinct().Count() < 2
            ? AndersonDarling.Compare(x, y).Refusal == Refusal.Degenerate
            : Properties.Near(Slow([x, y]), AndersonDarling.Compare(x, y).A2));

    [Fact]
    public void Does_not_depend_on_the_order_of_three_samples_nor_on_the_scale() => Properties.OfTwoSamples(3, (x, y) =>
    {
        double[] z = [.. x.Select(v => v * v), 3];
        AndersonDarlingComparison one = AndersonDarling.CompareSamples([.. x, .. y, .. z], [x.Length, y.Length, z.Length]);
        AndersonDarlingComparison other = AndersonDarling.CompareSamples([.. z, .. x, .. y], [z.Length, x.Length, y.Length]);
        AndersonDarlingComparison scaled = AndersonDarling.CompareSamples([.. x.Concat(y).Concat(z).Select(v => (v * 8) - 4)],
            [x.Length, y.Length, z.Length]);
        return Properties.Near(Slow([x, y, z]), one.A2) && Properties.Near(one.Statistic, other.Statistic) && one == scaled
            && one.Level is >= 0.001 and <= 0.25;
    });

    [Fact]
    public void Refuses_what_has_no_statistic()
    {
        Assert.Equal(Refusal.EmptySample, AndersonDarling.Compare([], [1, 2, 3, 4]).Refusal);
        Assert.Equal(Refusal.TooFew, AndersonDarling.Compare([1, 2], [3]).Refusal);
        Assert.Equal(Refusal.Degenerate, AndersonDarling.Compare([1, 1], [1, 1]).Refusal);
        Assert.Equal(Refusal.TooFew, AndersonDarling.CompareSamples([1, 2, 3, 4], [4]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, AndersonDarling.CompareSamples([1, 2, 3, 4], [1, 1]).Refusal);
        Assert.Equal(Refusal.OutOfRange, AndersonDarling.CompareSamples([1, 2, 3, 4], [5, -1]).Refusal);
    }

    [Fact]
    public void Alarms_as_often_as_its_level_says_when_nothing_changed() =>
        Assert.InRange(Simulation.AlarmShare(400, 60, 90, (x, y) => AndersonDarling.Compare(x, y).Level), 0.025, 0.08);

    private static double Slow(double[][] samples)
    {
        double[] pooled = [.. samples.SelectMany(s => s)];
        double total = pooled.Length;
        double sum = 0;
        foreach (double[] sample in samples)
        {
            foreach (double z in pooled.Distinct())
            {
                double ties = pooled.Count(v => v == z);
                double b = pooled.Count(v => v < z) + (ties / 2);
                double m = sample.Count(v => v < z) + (sample.Count(v => v == z) / 2.0);
                sum += ties / total * Math.Pow((total * m) - (sample.Length * b),
                    2) / ((b * (total - b)) - (total * ties / 4)) / sample.Length;
            }
        }

        return sum * (total - 1) / total;
    }
}
