namespace Heed.Statistics.Hypothesis;

/// <summary>The result of Fisher's exact test.</summary>
/// <param name="OddsRatio">ad/(bc) of the sample; +∞ where bc is 0, NaN where a row or column is empty.</param>
/// <param name="PValue">Two-sided: tables no more probable than the observed one.</param>
/// <param name="PLess">P(A ≤ a).</param>
/// <param name="PGreater">P(A ≥ a).</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct FisherComparison(double OddsRatio, double PValue, double PLess, double PGreater,
    Refusal Refusal = Refusal.None);
