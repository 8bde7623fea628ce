using System.Buffers;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The Mann–Whitney U test, two-sided: U₁ = R₁ − n₁(n₁ + 1)/2 with mid-ranks, the number of pairs with x above y, ties counting ½. Assumes
/// independent values; it looks for a shift of location, not for a change of spread. NaN is dropped, ±∞ are ordinary extreme values. Empty
/// samples are refused, one value each is allowed, all values equal give p = 1. Source: H. B. Mann and D. R. Whitney, Annals of
/// Mathematical Statistics 18 (1947) 50. See docs/statistics/two-sample-tests.md.
/// </summary>
public static class MannWhitney
{
    /// <summary>The most values together for which <see cref="PValueExact"/> counts: whole numbers stay exact in a double.</summary>
    public const int ExactLimit = 55;

    public static MannWhitneyComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        using SortedSample sortedX = SortedSample.Of(x);
        using SortedSample sortedY = SortedSample.Of(y);
        return CompareSorted(sortedX.Values, sortedY.Values);
    }

    /// <summary>As <see cref="Compare"/> for ascending samples without NaN; one pass.</summary>
    public static MannWhitneyComparison CompareSorted(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.IsEmpty || y.IsEmpty) return MannWhitneyComparison.Refused(x.Length, y.Length, Refusal.EmptySample);
        double twice = 0;
        double tieSum = 0;
        int i = 0;
        int j = 0;
        while (i < x.Length || j < y.Length)
        {
            int fromX = i;
            int fromY = j;
            double at = j == y.Length || (i < x.Length && x[i] <= y[j]) ? x[i] : y[j];
            while (i < x.Length && x[i] == at) i++;
            while (j < y.Length && y[j] == at) j++;
            double ties = i - fromX + (double)(j - fromY);
            twice += (double)(i - fromX) * (fromY + (double)j);
            tieSum += (ties * ties * ties) - ties;
        }

        return new MannWhitneyComparison(x.Length, y.Length, twice / 2, tieSum);
    }

    /// <summary>
    /// Twice the share of arrangements whose U is at least the larger of U₁ and U₂, at most 1. NaN with ties, where it would not be
    /// exact, and beyond <see cref="ExactLimit"/> values.
    /// </summary>
    public static double PValueExact(MannWhitneyComparison comparison)
    {
        long total = comparison.N1 + comparison.N2;
        if (comparison.Refusal != Refusal.None || comparison.TieSum != 0 || total > ExactLimit) return double.NaN;
        int n1 = (int)Math.Min(comparison.N1, comparison.N2);
        int n2 = (int)(total - n1);
        int length = (n1 * n2) + 1;
        double[] ways = ArrayPool<double>.Shared.Rent(length);
        CountWays(ways.AsSpan(0, length), n1, n2);
        double all = 0;
        double extreme = 0;
        double least = Math.Max(comparison.U1, comparison.U2);
        for (int u = 0; u < length; u++)
        {
            all += ways[u];
            extreme += u >= least ? ways[u] : 0;
        }

        ArrayPool<double>.Shared.Return(ways);
        return Math.Min(1, 2 * extreme / all);
    }

    /// <summary>The coefficients of the Gaussian binomial Π (1 − q^{n2+i})/(1 − q^i): arrangements by their U.</summary>
    private static void CountWays(Span<double> ways, int n1, int n2)
    {
        ways.Clear();
        ways[0] = 1;
        for (int i = 1; i <= n1; i++)
        {
            for (int u = ways.Length - 1; u >= n2 + i; u--) ways[u] -= ways[u - n2 - i];
            for (int u = i; u < ways.Length; u++) ways[u] += ways[u - i];
        }
    }
}
