using System.Numerics;

using Heed.Statistics.Intervals;

namespace Heed.Statistics.Tests;

public sealed class ExactAndResampledTests
{
    [Theory]
    [InlineData(3, 20, 0.95)]
    [InlineData(1, 40, 0.9)]
    [InlineData(15, 16, 0.99)]
    public void Clopper_and_Pearson_end_where_the_binomial_tails_are_half_of_what_is_left(int count, int n, double level)
    {
        Interval interval = ClopperPearsonInterval.Of(count, n, level);
        Assert.Equal((1 - level) / 2, Tail(n, interval.Lower, k => k >= count), 10);
        Assert.Equal((1 - level) / 2, Tail(n, interval.Upper, k => k <= count), 10);
        Assert.Equal(0, ClopperPearsonInterval.Of(0, n, level).Lower);
        Assert.Equal(1, ClopperPearsonInterval.Of(n, n, level).Upper);
    }

    [Fact]
    public void Clopper_and_Pearson_hold_what_Wilson_only_meets_on_average()
    {
        for (int count = 0; count <= 30; count++)
        {
            Interval mirrored = ClopperPearsonInterval.Of(30 - count, 30);
            Interval one = ClopperPearsonInterval.Of(count, 30);
            Assert.Equal(1 - mirrored.Upper, one.Lower, 12);
        }

        foreach (double p in new[] { 0.02, 0.1, 0.37, 0.5 })
        {
            Assert.True(Tail(30, p, k => ClopperPearsonInterval.Of(k, 30) is var i && i.Lower <= p && p <= i.Upper) >= 0.95);
        }
    }

    [Fact]
    public void DeLong_counts_pairs() => Properties.OfScoredLabels((labels, scores) =>
    {
        double[] positives = [.. scores.Where((_, i) => labels[i])];
        double[] negatives = [.. scores.Where((_, i) => !labels[i])];
        static double Psi(double p, double n) => p > n ? 1 : p == n ? 0.5 : 0;
        double[] v10 = [.. positives.Select(p => negatives.Average(n => Psi(p, n)))];
        double[] v01 = [.. negatives.Select(n => positives.Average(p => Psi(p, n)))];
        static double Variance(double[] v) => v.Sum(x => Math.Pow(x - v.Average(), 2)) / (v.Length - 1);
        AucEstimate r = DeLongInterval.Of(labels, scores);
        PairedAucComparison same = DeLongInterval.Compare(labels, scores, [.. scores.Select(s => (2 * s) + 1)]);
        return Properties.Near(v10.Average(), r.Auc)
            && Properties.Near((Variance(v10) / v10.Length) + (Variance(v01) / v01.Length), r.Variance)
            && same is { Z: 0, PValue: 1 } && Properties.Near(r.Variance, same.Covariance);
    });

    [Fact]
    public void DeLong_refuses_what_has_no_variance()
    {
        Assert.Equal(Refusal.TooFew, DeLongInterval.Of([true, false, false], [1, 2, 3]).Refusal);
        Assert.Equal(Refusal.SingleClass, DeLongInterval.Of([true, true], [1, 2]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, DeLongInterval.Compare([true, true, false, false], [1, 2, 3, 4], [1]).Refusal);
        Assert.Equal(Refusal.EmptySample, DeLongInterval.Of([], []).Refusal);
    }

    [Fact]
    public void Bootstrap_covers_a_mean_about_as_often_as_it_says()
    {
        int covered = 0;
        for (ulong i = 0; i < 300; i++)
        {
            double[] x = SampleGenerator.Draw("exponential", i + 3, 80, 1, 0);
            Interval interval = BootstrapInterval.Of(x, Mean, i, replicates: 600);
            if (interval.Lower <= 1 && interval.Upper >= 1) covered++;
        }

        Assert.InRange(covered / 300.0, 0.9, 0.98);
    }

    [Fact]
    public void Blocks_are_wider_where_neighbours_hang_together()
    {
        double[] noise = SampleGenerator.Draw("normal12", 8, 2000, 0, 1);
        double[] series = new double[2000];
        for (int i = 1; i < series.Length; i++) series[i] = (0.8 * series[i - 1]) + noise[i];
        Interval single = BootstrapInterval.OfSeries(series, 1, Mean, 1, replicates: 500);
        Interval blocks = BootstrapInterval.OfSeries(series, 40, Mean, 1, replicates: 500);

        // The true standard error of such a mean is √((1 + ρ)/(1 − ρ)) = 3 times that of independent values.
        Assert.InRange((blocks.Upper - blocks.Lower) / (single.Upper - single.Lower), 2.2, 3.4);
    }

    [Fact]
    public void Bootstrap_is_the_same_for_the_same_seed_and_says_nothing_of_nothing()
    {
        double[] x = SampleGenerator.Draw("uniform", 1, 50, 0, 1);
        Assert.Equal(BootstrapInterval.Of(x, Mean, 7), BootstrapInterval.Of(x, Mean, 7));
        Assert.NotEqual(BootstrapInterval.Of(x, Mean, 7), BootstrapInterval.Of(x, Mean, 8));
        Assert.Equal(Interval.None, BootstrapInterval.Of([], Mean, 1));
        Assert.Equal(new Interval(4, 4, 4), BootstrapInterval.Of([4], Mean, 1));
        Assert.Equal(new Interval(4, 4, 4), BootstrapInterval.Of([4, 4, 4], Mean, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.Of([4], Mean, 1, level: 1));
    }

    private static double Mean(ReadOnlySpan<double> sample)
    {
        double sum = 0;
        foreach (double value in sample) sum += value;
        return sum / sample.Length;
    }

    private static double Tail(int n, double p, Func<int, bool> counts)
    {
        double sum = 0;
        for (int k = 0; k <= n; k++)
        {
            BigInteger ways = 1;
            for (int i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
            if (counts(k)) sum += (double)ways * Math.Pow(p, k) * Math.Pow(1 - p, n - k);
        }

        return sum;
    }
}
