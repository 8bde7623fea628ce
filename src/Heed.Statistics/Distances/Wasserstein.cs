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
    /// Compares two samples that were counted into the same bins, as <see cref="Histograms.BinCounts"/> counts: below, each bin, above. Values
    /// count as spread evenly over their bin, those outside of the bins as at the nearest edge: no single far value makes a distance or
    /// hides one, and the distance is off by less than the mean width of a bin. Allocates nothing.
    /// </summary>
    /// <param name="edges">Ascending; one fewer than counts.</param>
    public static WassersteinComparison CompareBinned(ReadOnlySpan<double> edges, ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        double n = Sum(baseline);
        double m = Sum(current);
        if (n == 0 || m == 0) return WassersteinComparison.Refused(Refusal.EmptySample);
        double distance = 0;
        double difference = (current[0] / m) - (baseline[0] / n);
        double mean = 0;
        double squares = 0;
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            double share = baseline[i + 1] / n;
            double next = difference + (current[i + 1] / m) - share;
            double from = edges[i] - edges[0];
            double to = edges[i + 1] - edges[0];
            distance += (to - from) * MeanDistance(difference, next);
            mean += share * (from + to) / 2;
            squares += share * ((from * from) + (from * to) + (to * to)) / 3;
            difference = next;
        }

        double width = edges[^1] - edges[0];
        mean += baseline[^1] / n * width;
        squares += baseline[^1] / n * width * width;
        return new WassersteinComparison(distance, Math.Sqrt(Math.Max(0, squares - (mean * mean))));
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
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
