namespace Heed.Statistics.Distances;

/// <summary>A distance and the counts that it was computed from.</summary>
/// <param name="Value">NaN where refused.</param>
/// <param name="Bins">How many bins.</param>
/// <param name="Baseline">Counts of the baseline by bin.</param>
/// <param name="Current">Counts of the current sample by bin.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct BinnedComparison(double Value, int Bins, long[] Baseline, long[] Current, Refusal Refusal = Refusal.None)
{
    internal static BinnedComparison Refused(Refusal refusal) => new(double.NaN, 0, [], [], refusal);
}
