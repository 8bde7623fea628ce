namespace Heed.Statistics.Distances;

/// <summary>A distance of two distributions.</summary>
/// <param name="Value">NaN where refused.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct DistanceComparison(double Value, Refusal Refusal = Refusal.None)
{
    internal static DistanceComparison Refused(Refusal refusal) => new(double.NaN, refusal);
}
