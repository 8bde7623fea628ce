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

    /// <summary>
    /// Compares a prepared baseline with values that were counted into its intervals. Values between two knots count as spread evenly
    /// between them, values outside of the knots as at the nearest one: no single far value makes a distance or hides one. Takes one pass
    /// over the knots and allocates nothing.
    /// </summary>
    public static WassersteinComparison CompareCounted(EcdfSummary baseline, IntervalCounts counts)
    {
        if (baseline.Total == 0 || counts.Total == 0) return WassersteinComparison.Refused(Refusal.EmptySample);
        ReadOnlySpan<double> knots = baseline.Knots;
        double distance = 0;
        double mean = 0;
        double squares = 0;
        double difference = (counts[0] / (double)counts.Total) - (baseline.Counts[0] / (double)baseline.Total);
        for (int i = 0; i < knots.Length; i++)
        {
            double share = baseline.Counts[(2 * i) + 1] / (double)baseline.Total;
            mean += share * (knots[i] - knots[0]);
            squares += share * (knots[i] - knots[0]) * (knots[i] - knots[0]);
            difference += (counts[(2 * i) + 1] / (double)counts.Total) - share;
            if (i + 1 == knots.Length) break;
            double gapShare = baseline.Counts[(2 * i) + 2] / (double)baseline.Total;
            double next = difference + (counts[(2 * i) + 2] / (double)counts.Total) - gapShare;
            double middle = ((knots[i] + knots[i + 1]) / 2) - knots[0];
            mean += gapShare * middle;
            squares += gapShare * middle * middle;
            distance += (knots[i + 1] - knots[i]) * MeanDistance(difference, next);
            difference = next;
        }

        return new WassersteinComparison(distance, Math.Sqrt(Math.Max(0, squares - (mean * mean))));
    }

    /// <summary>The mean of |x| on the straight line from one value to another.</summary>
    private static double MeanDistance(double from, double to)
    {
        double a = Math.Abs(from);
        double b = Math.Abs(to);
        return from * to >= 0 ? (a + b) / 2 : ((a * a) + (b * b)) / (2 * (a + b));
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
