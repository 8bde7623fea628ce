using Heed.Statistics.Intervals;

namespace Heed.Statistics.Tests;

public sealed class IntervalTests
{
    // R. G. Newcombe, Statistics in Medicine 17 (1998), the examples of its tables.
    [Fact]
    public void Wilson_and_Newcombe_agree_with_published_values()
    {
        Interval wilson = WilsonInterval.Of(15, 148);
        Assert.Equal(0.0624, wilson.Lower, 4);
        Assert.Equal(0.1605, wilson.Upper, 4);
        Interval difference = NewcombeInterval.Difference(56, 70, 48, 80);
        Assert.Equal(0.0524, difference.Lower, 4);
        Assert.Equal(0.3339, difference.Upper, 4);
    }

    [Fact]
    public void Student_covers_a_mean_by_the_textbook_formula()
    {
        Interval interval = MeanInterval.Of(5, 15, 55);
        Assert.Equal(3, interval.Value);
        Assert.Equal(3 + (2.7764451051977987 * Math.Sqrt(0.5)), interval.Upper, 10);
        Assert.Equal(3 - (2.7764451051977987 * Math.Sqrt(0.5)), interval.Lower, 10);
    }

    [Fact]
    public void Student_says_nothing_of_no_value_and_has_no_ends_for_one()
    {
        Assert.Equal(Interval.None, MeanInterval.Of(0, 0, 0));
        Assert.Equal(new Interval(7, double.NegativeInfinity, double.PositiveInfinity), MeanInterval.Of(1, 7, 49));
    }

    [Fact]
    public void Student_covers_the_true_mean_about_as_often_as_it_says()
    {
        int covered = 0;
        const int Trials = 2000;
        for (int i = 0; i < Trials; i++)
        {
            double[] x = SampleGenerator.Draw("normal12", (ulong)i + 5, 12, 3, 2);
            Interval interval = MeanInterval.Of(x.Length, x.Sum(), x.Sum(v => v * v));
            if (interval.Lower <= 3 && interval.Upper >= 3) covered++;
        }

        Assert.InRange(covered / (double)Trials, 0.935, 0.965);
    }
}
