namespace Heed.Statistics.Distances;

/// <summary>A squared maximum mean discrepancy.</summary>
/// <param name="Unbiased">Zero on average when nothing differs; may be negative. NaN where refused.</param>
/// <param name="Biased">Never negative; of order 1/n when nothing differs.</param>
/// <param name="Sigma">The kernel's width that was used.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct DiscrepancyComparison(double Unbiased, double Biased, double Sigma, Refusal Refusal = Refusal.None)
{
    internal static DiscrepancyComparison Refused(Refusal refusal) => new(double.NaN, double.NaN, double.NaN, refusal);
}
