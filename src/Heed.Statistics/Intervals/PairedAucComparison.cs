using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Intervals;

/// <summary>DeLong's test of two models on the same records.</summary>
/// <param name="First">Of the first model.</param>
/// <param name="Second">Of the second model.</param>
/// <param name="Covariance">Of the two AUC.</param>
/// <param name="Z">(first − second) over its standard error; 0 where the two order the records alike, ±∞ where only the error is
/// zero.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct PairedAucComparison(
    AucEstimate First, AucEstimate Second, double Covariance, double Z, double PValue, Refusal Refusal = Refusal.None)
{
    internal static PairedAucComparison Of(AucEstimate first, AucEstimate second, double covariance)
    {
        double difference = first.Auc - second.Auc;
        double variance = Math.Max(0, first.Variance + second.Variance - (2 * covariance));
        double z = difference == 0 ? 0 : difference / Math.Sqrt(variance);
        return new PairedAucComparison(first, second, covariance, z, NormalDistribution.TwoSided(z));
    }

    internal static PairedAucComparison Refused(Refusal refusal) =>
        new(AucEstimate.Refused(refusal), AucEstimate.Refused(refusal), double.NaN, double.NaN, double.NaN, refusal);
}
