using FsCheck;
using FsCheck.Fluent;

using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

public sealed class KolmogorovSmirnovTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7);

    // Made with SciPy 1.10.1: ks_2samp, method "exact", and kstwobign.
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 8 }, new[] { 1.0, 3, 5, 7, 12, 12 }, 1 / 3.0, 0.9307359307359307, 0.8095573106166531)]
    [InlineData(new[] { 3.0, 3, 3, 3, 3 }, new[] { 17.0, 17, 17, 17, 17 }, 1.0, 0.007936507936507936, 0.003781354059370101)]
    [InlineData(new[] { 0.225 }, new[] { 2.146 }, 1.0, 1.0, 0.28904142837082675)]
    public void Agrees_with_values_kept_here(double[] x, double[] y, double d, double exact, double stephens)
    {
        KsComparison comparison = KolmogorovSmirnov.Compare(x, y);
        Assert.Equal(d, comparison.D, 12);
        Assert.Equal(exact, KolmogorovSmirnov.PValueExact(comparison), 9);
        Assert.Equal(stephens, KolmogorovSmirnov.PValueStephens(comparison), 9);
    }

    [Fact]
    public void Is_the_largest_difference_over_all_values_by_the_obvious_count() =>
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)(v % 32))];
            double[] y = [.. b.Select(v => (double)(v % 32))];
            double d = KolmogorovSmirnov.Compare(x, y).D;
            return x.Length == 0 || y.Length == 0 ? double.IsNaN(d) : Math.Abs(d - SlowD(x, y)) < 1e-12;
        }).Check(Seeded);

    [Fact]
    public void Against_a_sorted_baseline_is_the_same_number() => Properties.OfTwoSamples(0, (x, y) =>
    {
        double[] baseline = [.. Enumerable.Repeat(x, 40).SelectMany(v => v).Order()];
        double[] current = [.. y.Append(double.PositiveInfinity).Append(double.NaN)];
        return KolmogorovSmirnov.CompareToSorted(baseline, current).Equals(KolmogorovSmirnov.Compare(baseline, current));
    });

    [Fact]
    public void Against_an_exact_summary_is_the_same_number() =>
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)v)];
            double[] y = [.. b.Select(v => v + (v % 3 * 0.25))];
            if (x.Length == 0 || y.Length == 0) return true;
            Array.Sort(x);
            return Math.Abs(AgainstSummary(EcdfSummary.Of(x), y) - SlowD(x, y)) < 1e-12;
        }).Check(Seeded);

    [Fact]
    public void Against_a_compressed_summary_is_too_small_by_its_largest_gap_at_most()
    {
        double[] baseline = SampleGenerator.Draw("normal12", 1, 30_000, 0, 1);
        Array.Sort(baseline);
        EcdfSummary summary = EcdfSummary.Of(baseline);
        Assert.False(summary.IsExact);
        Assert.True(summary.LargestGap <= 1.0 / 511);
        for (ulong seed = 2; seed < 30; seed++)
        {
            double[] current = SampleGenerator.Draw("normal12", seed, 300, seed * 0.02, 1);
            double exact = KolmogorovSmirnov.Compare(baseline, current).D;
            double against = AgainstSummary(summary, current);
            Assert.InRange(exact - against, -1e-12, summary.LargestGap + 1e-12);
        }
    }

    [Fact]
    public void Alarms_as_often_as_the_p_value_says_when_nothing_changed()
    {
        int alarms = 0;
        const int Trials = 2000;
        for (int i = 0; i < Trials; i++)
        {
            double[] x = SampleGenerator.Draw("uniform", (ulong)(1000 + (2 * i)), 300, 0, 1);
            double[] y = SampleGenerator.Draw("uniform", (ulong)(1001 + (2 * i)), 100, 0, 1);
            if (KolmogorovSmirnov.PValueStephens(KolmogorovSmirnov.Compare(x, y)) < 0.05) alarms++;
        }

        Assert.InRange(alarms / (double)Trials, 0.03, 0.065);
    }

    private static double AgainstSummary(EcdfSummary summary, double[] values)
    {
        IntervalCounts counts = new(summary.IntervalCount);
        counts.Add(summary, values);
        return KolmogorovSmirnov.CompareCounted(summary, counts).D;
    }

    private static double SlowD(double[] x, double[] y)
    {
        double largest = 0;
        foreach (double at in x.Concat(y))
        {
            double below = Math.Abs((x.Count(v => v < at) / (double)x.Length) - (y.Count(v => v < at) / (double)y.Length));
            double upTo = Math.Abs((x.Count(v => v <= at) / (double)x.Length) - (y.Count(v => v <= at) / (double)y.Length));
            largest = Math.Max(largest, Math.Max(below, upTo));
        }

        return largest;
    }
}
