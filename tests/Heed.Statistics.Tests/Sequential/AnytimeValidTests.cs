using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests;

/// <summary>10,000 looks each: the share of streams that ever reject stays below α, and a change is found.</summary>
public sealed class AnytimeValidTests
{
    private const double Alpha = 0.05;
    private const int Looks = 10_000;
    private const int Runs = 300;

    // The 0.9999 quantile of Binomial(300, 0.05).
    private const int MostRejections = 30;

    [Fact]
    public void Normal_mixture_holds_its_level_over_ten_thousand_looks()
    {
        int rejections = 0;
        int found = 0;
        for (ulong run = 0; run < Runs; run++)
        {
            NormalMixtureTest test = new(3, 2);
            foreach (double value in SampleGenerator.Draw("normal12", 10_000 + run, Looks, 3, 2)) test.Add(value);
            rejections += test.Rejects(Alpha) ? 1 : 0;
            found += DetectsWithin(500, SampleGenerator.Draw("normal12", run, 500, 3.8, 2)) ? 1 : 0;
        }

        Assert.InRange(rejections, 0, MostRejections);
        Assert.InRange(found, 295, Runs);

        static bool DetectsWithin(int looks, double[] values)
        {
            NormalMixtureTest test = new(3, 2);
            for (int i = 0; i < looks; i++) test.Add(values[i]);
            return test.Rejects(Alpha);
        }
    }

    [Theory]
    [InlineData("bernoulli", 0.1, 0, 0.1)]
    [InlineData("bernoulli", 0.97, 0, 0.97)]
    [InlineData("uniform", 0, 1, 0.5)]
    public void Betting_holds_its_level_for_any_shape(string distribution, double a, double b, double mean)
    {
        int rejections = 0;
        for (ulong run = 0; run < Runs; run++)
        {
            BettingTest test = new(mean);
            foreach (double value in SampleGenerator.Draw(distribution, 20_000 + run, Looks, a, b)) test.Add(value);
            rejections += test.Rejects(Alpha) ? 1 : 0;
        }

        Assert.InRange(rejections, 0, MostRejections);
    }

    [Fact]
    public void Betting_finds_a_change_in_both_directions()
    {
        foreach (double share in new[] { 0.2, 0.04 })
        {
            int found = 0;
            for (ulong run = 0; run < 100; run++)
            {
                BettingTest test = new(0.1);
                foreach (double value in SampleGenerator.Draw("bernoulli", run, 1500, share, 0)) test.Add(value);
                found += test.Rejects(0.01) ? 1 : 0;
            }

            Assert.InRange(found, 95, 100);
        }
    }

    [Fact]
    public void Evidence_is_a_fair_game_when_nothing_changed()
    {
        // The mean capital after a few bets is 1: every stake is fair.
        double capital = 0;
        for (ulong run = 0; run < 20_000; run++)
        {
            BettingTest test = new(0.3);
            foreach (double value in SampleGenerator.Draw("bernoulli", run * 31, 6, 0.3, 0)) test.Add(value);
            capital += Math.Exp(test.LogEvidence) / 20_000;
        }

        Assert.InRange(capital, 0.97, 1.03);
    }

    [Fact]
    public void Conformal_test_needs_no_distribution_and_holds_its_level()
    {
        int rejections = 0;
        int found = 0;
        for (ulong run = 0; run < 150; run++)
        {
            // A lattice with many ties and a heavy tail.
            double[] baseline = [.. SampleGenerator.Draw("cauchy", 40_000 + run, 1000, 0, 1).Select(v => Math.Round(v))];
            ConformalTest test = new(baseline, run);
            foreach (double value in SampleGenerator.Draw("cauchy", 50_000 + run, 2000, 0, 1)) test.Add(Math.Round(value));
            rejections += test.Rejects(Alpha) ? 1 : 0;
            ConformalTest wide = new(baseline, run);
            foreach (double value in SampleGenerator.Draw("cauchy", 60_000 + run, 800, 0, 2.5)) wide.Add(Math.Round(value));
            found += wide.Rejects(Alpha) ? 1 : 0;
        }

        // The 0.9999 quantile of Binomial(150, 0.05).
        Assert.InRange(rejections, 0, 18);
        Assert.InRange(found, 145, 150);
    }

    [Fact]
    public void Ranks_are_those_of_a_sorted_list() => Properties.OfTwoSamples(1, (x, y) =>
    {
        RankedValues ranked = new(x);
        List<double> all = [.. x];
        foreach (double value in y)
        {
            (long below, long equal) = ranked.Insert(value);
            all.Add(value);
            if (below != all.Count(v => v < value) || equal != all.Count(v => v == value) || ranked.Count != all.Count) return false;
        }

        return true;
    });

    [Fact]
    public void Ranks_survive_the_splitting_of_blocks()
    {
        RankedValues ranked = new(SampleGenerator.Draw("lattice", 1, 3000, 50, 0));
        List<double> all = [.. SampleGenerator.Draw("lattice", 1, 3000, 50, 0)];
        foreach (double value in SampleGenerator.Draw("lattice", 2, 4000, 50, 0))
        {
            all.Add(value);
            Assert.Equal((all.Count(v => v < value), all.Count(v => v == value)), ranked.Insert(value));
        }
    }

    [Fact]
    public void What_is_outside_is_left_out_and_counted()
    {
        BettingTest test = new(0.5);
        test.Add(1.5);
        test.Add(double.NaN);
        Assert.Equal((0, 2, 1.0), (test.Count, test.Skipped, test.PValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BettingTest(1));
        NormalMixtureTest normal = new(0, 1);
        normal.Add(double.PositiveInfinity);
        Assert.Equal(0, normal.Count);
        ConformalTest conformal = new([double.NaN], 1);
        conformal.Add(double.NaN);
        conformal.Add(3);
        Assert.Equal(1, conformal.Count);
        Assert.False(conformal.Rejects(0.05));
    }
}
