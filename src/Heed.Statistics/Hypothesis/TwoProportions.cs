namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The z test of two proportions: z = (x₁/n₁ − x₂/n₂)/√(p(1 − p)(1/n₁ + 1/n₂)) with the pooled p; and with each sample's own variance.
/// Assumes independent trials and counts that are not tiny (below about ten use <see cref="FisherExact"/>). No trials on a side are
/// refused, as is a count outside of its trials. Where both shares are 0 or both are 1, z = 0 and p = 1. Source: textbook; the pooled form
/// is the square root of Pearson's chi-square. See docs/statistics/tables.md.
/// </summary>
public static class TwoProportions
{
    public static ProportionComparison Test(long count1, long n1, long count2, long n2)
    {
        if (n1 < 0 || n2 < 0 || count1 < 0 || count2 < 0 || count1 > n1
            || count2 > n2) return ProportionComparison.Refused(Refusal.OutOfRange);
        if (n1 == 0 || n2 == 0) return ProportionComparison.Refused(Refusal.EmptySample);
        double n = n1;
        double m = n2;
        double p1 = count1 / n;
        double p2 = count2 / m;
        double pooled = ((double)count1 + count2) / (n + m);
        double variance = pooled * (1 - pooled) * ((1 / n) + (1 / m));
        double z = variance > 0 ? (p1 - p2) / Math.Sqrt(variance) : 0;
        double own = (p1 * (1 - p1) / n) + (p2 * (1 - p2) / m);
        double unpooled = own > 0 ? (p1 - p2) / Math.Sqrt(own) : double.NaN;
        return new ProportionComparison(p1 - p2, z, NormalDistribution.TwoSided(z), unpooled, NormalDistribution.TwoSided(unpooled));
    }
}
