using System.Text.Json;

using Heed.Statistics.Intervals;
using Heed.Statistics.Tests.Golden;

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
    public void Wilson_agrees_with_the_golden_vectors()
    {
        if (GoldenVectors.Of("proportion_intervals") is not { } vectors) return;
        foreach (JsonElement one in vectors.Cases)
        {
            JsonElement input = one.GetProperty("input");
            (long count, long n, double level) = (input.GetProperty("count").GetInt64(), input.GetProperty("n").GetInt64(), input.GetProperty("level").GetDouble());
            if (GoldenVectors.IsError(one))
            {
                if (n == 0) Assert.Equal(Interval.None, WilsonInterval.Of(count, n, level));
                else Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(count, n, level));
                continue;
            }

            vectors.Agree(one, "wilson_low", WilsonInterval.Of(count, n, level).Lower);
            vectors.Agree(one, "wilson_high", WilsonInterval.Of(count, n, level).Upper);
        }
    }

    [Fact]
    public void Newcombe_agrees_with_the_golden_vectors()
    {
        if (GoldenVectors.Of("newcombe_difference") is not { } vectors) return;
        foreach (JsonElement one in vectors.Cases)
        {
            JsonElement input = one.GetProperty("input");
            if (GoldenVectors.IsError(one)) continue;
            Interval interval = NewcombeInterval.Difference(
                input.GetProperty("x1").GetInt64(), input.GetProperty("n1").GetInt64(),
                input.GetProperty("x2").GetInt64(), input.GetProperty("n2").GetInt64(), input.GetProperty("level").GetDouble());
            vectors.Agree(one, "difference", interval.Value);
            vectors.Agree(one, "low", interval.Lower);
            vectors.Agree(one, "high", interval.Upper);
        }
    }

    // t(0.975; 4) = 2.7764451; the sample 1 … 5 has mean 3 and standard deviation √2.5.
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
