namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Pearson's chi-square test that two samples of counts come from one distribution, without continuity correction: both rows are
/// samples, neither is taken as exact. See docs/statistics/chi-square.md.
/// </summary>
public static class ChiSquareHomogeneity
{
    /// <summary>Cells with a smaller expected count are pooled by <see cref="ComparePooled"/>: Cochran's rule.</summary>
    public const double LeastExpected = 5;

    /// <summary>
    /// Cells that are empty in both rows are left out. The p-value is NaN where a row is empty, and 1 where one cell is left.
    /// </summary>
    public static ChiSquareComparison Compare(ReadOnlySpan<long> first, ReadOnlySpan<long> second) => Compare(first, second, 0);

    /// <summary>As <see cref="Compare(ReadOnlySpan{long}, ReadOnlySpan{long})"/>, after pooling the rare cells into one.</summary>
    public static ChiSquareComparison ComparePooled(ReadOnlySpan<long> first, ReadOnlySpan<long> second) =>
        Compare(first, second, LeastExpected);

    private static ChiSquareComparison Compare(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double leastExpected)
    {
        if (first.Length != second.Length) throw new ArgumentException($"expected rows of one length, found {first.Length} and {second.Length}");
        double n = Sum(first);
        double m = Sum(second);
        if (n == 0 || m == 0) return ChiSquareComparison.Refused(Refusal.EmptySample);
        double smallerShare = Math.Min(n, m) / (n + m);
        double statistic = 0;
        int cells = 0;
        double pooledFirst = 0;
        double pooledSecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double both = first[i] + second[i];
            if (both == 0) continue;
            if (both * smallerShare < leastExpected)
            {
                pooledFirst += first[i];
                pooledSecond += second[i];
                continue;
            }

            statistic += Term(first[i], second[i], n, m);
            cells++;
        }

        if (pooledFirst + pooledSecond > 0)
        {
            statistic += Term(pooledFirst, pooledSecond, n, m);
            cells++;
        }

        int freedom = cells - 1;
        double p = ChiSquareDistribution.Survival(statistic, freedom);
        return new ChiSquareComparison(statistic, freedom, p);
    }

    private static double Term(double a, double b, double n, double m)
    {
        double expectedA = (a + b) * n / (n + m);
        double expectedB = (a + b) * m / (n + m);
        return ((a - expectedA) * (a - expectedA) / expectedA) + ((b - expectedB) * (b - expectedB) / expectedB);
    }

    private static double Sum(ReadOnlySpan<long> counts)
    {
        double sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }
}
