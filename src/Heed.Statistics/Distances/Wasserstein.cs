using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Distances;

/// <summary>
/// The Wasserstein-1 distance ∫|F − G| dx: the mean way that mass has to move, in the unit of the values. One far value moves it as far as
/// many near ones. Assumes nothing about the distributions. NaN is dropped; an empty sample and infinities are refused; single values and
/// ties are exact. Source: S. S. Vallender, Theory of Probability and its Applications 18 (1974) 784 (the one-dimensional form). See
/// docs/statistics/sample-distances.md.
/// </summary>
public static class Wasserstein
{
    /// <summary>Compares two raw samples. Allocates nothing in steady state.</summary>
    public static WassersteinComparison Compare(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        using SortedSample sortedBaseline = SortedSample.Of(baseline);
        using SortedSample sortedCurrent = SortedSample.Of(current);
        return CompareSorted(sortedBaseline.Values, sortedCurrent.Values);
    }

    /// <summary>As <see cref="Compare"/> for ascending samples without NaN.</summary>
    public static WassersteinComparison CompareSorted(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        if (baseline.IsEmpty || current.IsEmpty) return WassersteinComparison.Refused(Refusal.EmptySample);
        if (!IsFinite(baseline) || !IsFinite(current)) return WassersteinComparison.Refused(Refusal.NonFinite);
        return new WassersteinComparison(DistanceIntegral.Of(baseline, current, squared: false), Deviation(baseline));
    }

    private static bool IsFinite(ReadOnlySpan<double> sorted) => double.IsFinite(sorted[0]) && double.IsFinite(sorted[^1]);

    /// <summary>√(Σ(x − mean)²/n), 0 where all values are equal.</summary>
    private static double Deviation(ReadOnlySpan<double> sorted)
    {
        if (sorted[0] == sorted[^1]) return 0;
        double mean = System.Numerics.Tensors.TensorPrimitives.Sum(sorted) / sorted.Length;
        double squares = 0;
        foreach (double value in sorted) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / sorted.Length);
    }
}
