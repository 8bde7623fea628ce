using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Intervals;

/// <summary>A ROC AUC with DeLong's variance.</summary>
/// <param name="Auc">NaN where refused.</param>
/// <param name="Variance">Of the AUC.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct AucEstimate(double Auc, double Variance, Refusal Refusal = Refusal.None)
{
    /// <summary>AUC ± z·√variance at a confidence inside (0, 1); not cut at 0 and 1.</summary>
    public Interval At(double level)
    {
        double half = NormalDistribution.Quantile(0.5 + (level / 2)) * Math.Sqrt(Variance);
        return new Interval(Auc, Auc - half, Auc + half);
    }

    internal static AucEstimate Refused(Refusal refusal) => new(double.NaN, double.NaN, refusal);
}
