namespace Heed.Statistics.Hypothesis;

/// <summary>The result of a test of two proportions.</summary>
/// <param name="Difference">First share less second share.</param>
/// <param name="Z">With the pooled variance; 0 where it is zero.</param>
/// <param name="PValue">Two-sided, of <paramref name="Z"/>.</param>
/// <param name="ZUnpooled">With each sample's own variance; NaN where both are zero.</param>
/// <param name="PUnpooled">Two-sided, of <paramref name="ZUnpooled"/>.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct ProportionComparison(
    double Difference, double Z, double PValue, double ZUnpooled, double PUnpooled, Refusal Refusal = Refusal.None)
{
    internal static ProportionComparison Refused(Refusal refusal) =>
        new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, refusal);
}
