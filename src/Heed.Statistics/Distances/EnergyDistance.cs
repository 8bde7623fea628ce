using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Distances;

/// <summary>
/// The energy distance √(2·∫(F − G)² dx) = √(2E|X − Y| − E|X − X′| − E|Y − Y′|), in the square root of the values' unit. NaN is dropped; an
/// empty sample and infinities are refused; single values and ties are exact. Assumes finite means. Source: G. J. Székely and M. L. Rizzo,
/// Journal of Statistical Planning and Inference 143 (2013) 1249. See docs/statistics/sample-distances.md.
/// </summary>
public static class EnergyDistance
{
    public static DistanceComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        using SortedSample sortedX = SortedSample.Of(x);
        using SortedSample sortedY = SortedSample.Of(y);
        if (sortedX.IsEmpty || sortedY.IsEmpty) return DistanceComparison.Refused(Refusal.EmptySample);
        if (!sortedX.IsFinite || !sortedY.IsFinite) return DistanceComparison.Refused(Refusal.NonFinite);
        return new DistanceComparison(Math.Sqrt(2 * DistanceIntegral.Of(sortedX.Values, sortedY.Values, squared: true)));
    }
}
