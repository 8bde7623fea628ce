namespace Heed.Statistics.Distances;

/// <summary>A Wasserstein-1 distance and the scale of the baseline.</summary>
/// <param name="Distance">∫|F − G| dx, in the unit of the values; NaN where refused.</param>
/// <param name="BaselineDeviation">The standard deviation of the baseline with divisor n.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct WassersteinComparison(double Distance, double BaselineDeviation, Refusal Refusal = Refusal.None)
{
    /// <summary>The least deviation that <see cref="NormalisedWithFloor"/> divides by.</summary>
    public const double DeviationFloor = 0.001;

    /// <summary>In standard deviations of the baseline; NaN where that is zero.</summary>
    public double Normalised => BaselineDeviation > 0 ? Distance / BaselineDeviation : double.NaN;

    /// <summary>
    /// In standard deviations of the baseline or of 0.001, whichever is larger: another tool's convention, which has a unit.
    /// </summary>
    public double NormalisedWithFloor => Distance / Math.Max(BaselineDeviation, DeviationFloor);

    internal static WassersteinComparison Refused(Refusal refusal) => new(double.NaN, double.NaN, refusal);
}
