namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Fisher's exact test of a 2×2 table (a b; c d): the hypergeometric law of a with all four margins held. The two-sided p sums the tables
/// that are no more probable than the observed one. Exact at any size; assumes independent records. A table with a zero row or column has
/// p = 1 and no odds ratio (NaN). A negative count is refused. Takes a step for each table with the same margins, so at most the smallest
/// margin. Source: R. A. Fisher, JRSS 98 (1935) 39. See docs/statistics/tables.md.
/// </summary>
public static class FisherExact
{
    // Probabilities that are equal by symmetry may differ in their last bits.
    private const double Slack = 1 + 1e-10;

    public static FisherComparison Test(long a, long b, long c, long d)
    {
        if (a < 0 || b < 0 || c < 0
            || d < 0) return new FisherComparison(double.NaN, double.NaN, double.NaN, double.NaN, Refusal.OutOfRange);
        if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0) return new FisherComparison(double.NaN, 1, 1, 1);
        long least = Math.Max(0, a - d);
        long most = Math.Min(a + b, a + c);

        // Weights relative to the observed table's, walked outwards from the mode, where they are largest: they only fall to both sides.
        long mode = Math.Clamp((long)((a + b + 1.0) * (a + c + 1.0) / (a + b + (double)c + d + 2)), least, most);
        double observed = WeightOf(a, mode, a, b, c, d);
        double all = 1;
        double less = mode <= a ? 1 : 0;
        double greater = mode >= a ? 1 : 0;
        double extreme = 1 <= observed * Slack ? 1 : 0;
        double weight = 1;
        for (long k = mode; k < most && weight > 0; k++)
        {
            weight *= Up(k, a, b, c, d);
            Add(k + 1, weight);
        }

        weight = 1;
        for (long k = mode; k > least && weight > 0; k--)
        {
            weight /= Up(k - 1, a, b, c, d);
            Add(k - 1, weight);
        }

        double odds = b * (double)c == 0 ? double.PositiveInfinity : a * (double)d / (b * (double)c);
        return new FisherComparison(odds, Math.Min(1, extreme / all), Math.Min(1, less / all), Math.Min(1, greater / all));

        void Add(long k, double w)
        {
            all += w;
            less += k <= a ? w : 0;
            greater += k >= a ? w : 0;
            extreme += w <= observed * Slack ? w : 0;
        }
    }

    private static double WeightOf(long k, long mode, long a, long b, long c, long d)
    {
        double weight = 1;
        for (long i = mode; i < k; i++) weight *= Up(i, a, b, c, d);
        for (long i = mode; i > k; i--) weight /= Up(i - 1, a, b, c, d);
        return weight;
    }

    /// <summary>P(k + 1)/P(k) under the margins of the table.</summary>
    private static double Up(long k, long a, long b, long c, long d) =>
        (a + b - k) * (double)(a + c - k) / ((k + 1) * (double)(d - a + k + 1));
}
