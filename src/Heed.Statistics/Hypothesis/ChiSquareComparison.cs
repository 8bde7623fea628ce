namespace Heed.Statistics.Hypothesis;

/// <summary>The result of a chi-square test.</summary>
/// <param name="Statistic">Σ (observed − expected)² / expected; NaN where a row is empty.</param>
/// <param name="DegreesOfFreedom">One less than the cells used.</param>
/// <param name="PValue">The probability of a larger statistic when nothing differs.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct ChiSquareComparison(double Statistic, int DegreesOfFreedom, double PValue, Refusal Refusal = Refusal.None)
{
    internal static ChiSquareComparison Refused(Refusal refusal) => new(double.NaN, 0, double.NaN, refusal);
}
