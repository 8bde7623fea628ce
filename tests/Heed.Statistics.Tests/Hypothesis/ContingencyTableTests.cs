using System.Numerics;

using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class ContingencyTableTests
{
    [Fact]
    public void Does_not_change_when_the_table_is_turned_over() => Properties.OfBytes(a =>
    {
        long[] table = [.. a.Take(12).Concat(new byte[12]).Take(12).Select(v => v + 1L)];
        long[] turned = [.. Enumerable.Range(0, 12).Select(i => table[((i % 3) * 4) + (i / 3)])];
        ChiSquareComparison one = ContingencyTable.ChiSquare(table, 4);
        ChiSquareComparison other = ContingencyTable.ChiSquare(turned, 3);
        Association v = CramersV.Of(table, 4);
        return Properties.Near(one.Statistic, other.Statistic) && one.DegreesOfFreedom == 6 && other.DegreesOfFreedom == 6
            && Properties.Near(Slow(table, 4), one.Statistic)
            && Properties.Near(ContingencyTable.LikelihoodRatio(table, 4).Statistic, ContingencyTable.LikelihoodRatio(turned, 3).Statistic)
            && v.V is >= 0 and <= 1 && v.VCorrected is >= 0 and <= 1;
    });

    [Fact]
    public void Two_rows_are_the_test_of_homogeneity() => Properties.OfBytes(a =>
    {
        long[] row = [.. a.Select(v => v + 1L), 4, 9];
        long[] other = [.. row.Reverse()];
        return Properties.Near(ChiSquareHomogeneity.Compare(row, other).Statistic,
            ContingencyTable.ChiSquare([.. row, .. other], row.Length).Statistic);
    });

    [Fact]
    public void Known_shares_give_what_the_definition_says() => Properties.OfBytes(a =>
    {
        long[] observed = [3, 5, .. a.Select(v => (long)v)];
        double[] weights = [.. observed.Select((_, i) => 1.0 + (i % 4))];
        double n = observed.Sum();
        double slow = observed.Select((o, i) => n * weights[i] / weights.Sum() is var e ? (o - e) * (o - e) / e : 0).Sum();
        return Properties.Near(slow, GoodnessOfFit.ChiSquare(observed, weights).Statistic);
    });

    [Fact]
    public void Z_squared_of_two_proportions_is_the_chi_square_of_their_table() => Properties.OfBytes(a =>
    {
        long x1 = a.Length;
        long x2 = a.Sum(v => (long)v) % 50;
        ProportionComparison z = TwoProportions.Test(x1 + 1, 300, x2 + 1, 200);
        return Properties.Near(z.Z * z.Z, ContingencyTable.ChiSquare([x1 + 1, 299 - x1, x2 + 1, 199 - x2], 2).Statistic, 1e-9)
            && Properties.Near(z.PValue, ContingencyTable.ChiSquare([x1 + 1, 299 - x1, x2 + 1, 199 - x2], 2).PValue, 1e-9);
    });

    [Fact]
    public void Fisher_agrees_with_whole_numbers() => Properties.OfBytes(bytes =>
    {
        long[] t = [.. bytes.Concat(new byte[] { 3, 1, 4, 1 }).Take(4).Select(v => (long)v % 15)];
        FisherComparison r = FisherExact.Test(t[0], t[1], t[2], t[3]);
        if (t[0] + t[1] == 0 || t[2] + t[3] == 0 || t[0] + t[2] == 0 || t[1] + t[3] == 0) return r.PValue == 1 && double.IsNaN(r.OddsRatio);
        (BigInteger two, BigInteger less, BigInteger greater, BigInteger all) = SlowFisher(t);
        return Properties.Near((double)two / (double)all, r.PValue) && Properties.Near((double)less / (double)all, r.PLess)
            && Properties.Near((double)greater / (double)all, r.PGreater)
            && Properties.Near(r.PValue, FisherExact.Test(t[0], t[2], t[1], t[3]).PValue);
    });

    [Fact]
    public void Refuses_what_has_no_statistic()
    {
        Assert.Equal(Refusal.ZeroMarginal, ContingencyTable.ChiSquare([0, 0, 1, 2], 2).Refusal);
        Assert.Equal(Refusal.ZeroMarginal, ContingencyTable.ChiSquare([], 2).Refusal);
        Assert.Equal(Refusal.LengthMismatch, ContingencyTable.ChiSquare([1, 2, 3], 2).Refusal);
        Assert.Equal(Refusal.OutOfRange, ContingencyTable.LikelihoodRatio([-1, 2, 3, 4], 2).Refusal);
        Assert.Equal(1, ContingencyTable.ChiSquare([4, 5], 2).PValue);
        Assert.Equal(Refusal.Degenerate, CramersV.Of([4, 5], 2).Refusal);
        Assert.Equal(Refusal.OutOfRange, GoodnessOfFit.ChiSquare([1], [double.NaN]).Refusal);
        Assert.Equal(Refusal.OutOfRange, FisherExact.Test(1, 2, 3, -4).Refusal);
        Assert.Equal(Refusal.OutOfRange, TwoProportions.Test(3, 2, 0, 1).Refusal);
        Assert.Equal(Refusal.EmptySample, TwoProportions.Test(0, 0, 0, 1).Refusal);
    }

    private static double Slow(long[] table, int columns)
    {
        double n = table.Sum();
        return table.Select((o, i) =>
        {
            double row = table.Where((_, k) => k / columns == i / columns).Sum();
            double column = table.Where((_, k) => k % columns == i % columns).Sum();
            double e = row * column / n;
            return (o - e) * (o - e) / e;
        }).Sum();
    }

    private static (BigInteger Two, BigInteger Less, BigInteger Greater, BigInteger All) SlowFisher(long[] t)
    {
        long row = t[0] + t[1];
        long column = t[0] + t[2];
        long n = t.Sum();
        BigInteger Ways(long k) => Choose(row, k) * Choose(n - row, column - k);
        BigInteger observed = Ways(t[0]);
        (BigInteger two, BigInteger less, BigInteger greater, BigInteger all) = (0, 0, 0, 0);
        for (long k = Math.Max(0, column - (n - row)); k <= Math.Min(row, column); k++)
        {
            all += Ways(k);
            if (Ways(k) <= observed) two += Ways(k);
            if (k <= t[0]) less += Ways(k);
            if (k >= t[0]) greater += Ways(k);
        }

        return (two, less, greater, all);
    }

    private static BigInteger Choose(long n, long k)
    {
        BigInteger ways = 1;
        for (long i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
        return ways;
    }
}
