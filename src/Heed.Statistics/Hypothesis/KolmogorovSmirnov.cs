using System.Buffers;
using System.Numerics;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The two-sample Kolmogorov–Smirnov statistic D = sup |F1(x) − F2(x)| and its two-sided p-values. NaN is dropped, ±∞ are
/// ordinary extreme values, ties are handled exactly. Agrees with SciPy's <c>ks_2samp</c>. See docs/statistics/kolmogorov-smirnov.md.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>Below this product of sample sizes the exact p-value takes at most a few milliseconds.</summary>
    public const long ExactLimit = 1_500_000;

    /// <summary>Compares two raw samples; sorts a copy of each.</summary>
    public static KsComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        using SortedSample sortedX = SortedSample.Of(x);
        using SortedSample sortedY = SortedSample.Of(y);
        return CompareSorted(sortedX.Values, sortedY.Values);
    }

    /// <summary>
    /// Compares a prepared baseline, ascending and without NaN, with a raw sample. Exact; searches the baseline for each value of the
    /// sample, so a large baseline costs only the logarithm of its size.
    /// </summary>
    public static KsComparison CompareToSorted(ReadOnlySpan<double> sortedBaseline, ReadOnlySpan<double> current)
    {
        using SortedSample sorted = SortedSample.Of(current);
        ReadOnlySpan<double> values = sorted.Values;
        if (sortedBaseline.IsEmpty || values.IsEmpty) return new KsComparison(sortedBaseline.Length, values.Length, double.NaN);

        // A walk over both is cheaper than a search a value where the baseline is not much longer.
        if (sortedBaseline.Length < 8L * values.Length) return CompareSorted(sortedBaseline, values);
        int[] rented = ArrayPool<int>.Shared.Rent(values.Length);
        Span<int> below = rented.AsSpan(0, values.Length);
        SortedSearch.Below(sortedBaseline, values, below);
        long largest = LargestDifference(sortedBaseline, values, below);
        ArrayPool<int>.Shared.Return(rented);
        return new KsComparison(sortedBaseline.Length, values.Length, largest / ((double)sortedBaseline.Length * values.Length));
    }

    /// <summary>Compares two ascending samples without NaN in one pass.</summary>
    public static KsComparison CompareSorted(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.IsEmpty || y.IsEmpty) return new KsComparison(x.Length, y.Length, double.NaN);
        long n = x.Length;
        long m = y.Length;
        long largest = 0;
        double previous = double.NaN;
        int i = 0;
        int j = 0;
        while (i < x.Length && j < y.Length)
        {
            double a = x[i];
            double b = y[j];
            double at = Math.Min(a, b);

            // The difference counts where a run of equal values has ended; none of these lines branches on the data.
            largest = Math.Max(largest, at == previous ? 0 : Math.Abs((i * m) - (j * n)));
            previous = at;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        // One sample has ended: after its last run the difference only falls.
        while (i < x.Length && x[i] == previous) i++;
        while (j < y.Length && y[j] == previous) j++;
        largest = Math.Max(largest, Math.Abs((i * m) - (j * n)));
        return new KsComparison(x.Length, y.Length, largest / ((double)x.Length * y.Length));
    }

    /// <summary>
    /// Compares a prepared baseline with values that were counted into its intervals. Exact where the summary is; else at most
    /// <see cref="EcdfSummary.LargestGap"/> too small.
    /// </summary>
    public static KsComparison CompareCounted(EcdfSummary baseline, IntervalCounts counts)
    {
        IntervalCounts before = baseline.Counts;
        if (before.Total == 0 || counts.Total == 0) return new KsComparison(before.Total, counts.Total, double.NaN);
        double n = before.Total;
        double m = counts.Total;
        double d = before.Width switch
        {
            sizeof(byte) => LargestDifference(before.Bytes, counts, n, m),
            sizeof(ushort) => LargestDifference(before.Narrow, counts, n, m),
            _ => LargestDifference(before.Wide, counts, n, m),
        };
        return new KsComparison(before.Total, counts.Total, d);
    }

    /// <summary>
    /// The limit law with Stephens' correction for small samples, Q((√e + 0.12 + 0.11/√e)·D) with e = n1·n2/(n1+n2): within a
    /// few percent of the exact value from about ten values each.
    /// </summary>
    public static double PValueStephens(KsComparison comparison)
    {
        double root = Math.Sqrt(EffectiveSize(comparison));
        return KolmogorovDistribution.Survival((root + 0.12 + (0.11 / root)) * comparison.D);
    }

    /// <summary>The plain limit law, Q(√e·D): conservative in small samples.</summary>
    public static double PValueLimit(KsComparison comparison) =>
        KolmogorovDistribution.Survival(Math.Sqrt(EffectiveSize(comparison)) * comparison.D);

    /// <summary>
    /// The exact p-value when no two values are equal (with ties it is conservative), as SciPy's <c>method="exact"</c>: the share
    /// of lattice paths from (0,0) to (n1,n2) that reach a distance of D. Takes n1·n2 steps.
    /// </summary>
    public static double PValueExact(KsComparison comparison)
    {
        if (double.IsNaN(comparison.D)) return double.NaN;
        long n1 = comparison.N1;
        long n2 = comparison.N2;
        long reach = (long)Math.Round(comparison.D * n1 * n2);
        if (reach == 0) return 1;

        // outside[j] is the share of the paths to (i, j) that have touched the boundary: sums of positive terms only, so that
        // the smallest p-values keep their relative precision.
        double[] outside = new double[n2 + 1];
        for (long i = 0; i <= n1; i++)
        {
            for (long j = 0; j <= n2; j++)
            {
                if (Math.Abs((i * n2) - (j * n1)) >= reach)
                {
                    outside[j] = 1;
                    continue;
                }

                double fromX = i == 0 ? 0 : outside[j] * i;
                double fromY = j == 0 ? 0 : outside[j - 1] * j;
                outside[j] = i + j == 0 ? 0 : (fromX + fromY) / (i + j);
            }
        }

        return outside[n2];
    }

    /// <summary>
    /// Times the product of the sizes; <paramref name="below"/> are the values of the baseline under each of the sample's.
    /// </summary>
    private static long LargestDifference(ReadOnlySpan<double> baseline, ReadOnlySpan<double> values, ReadOnlySpan<int> below)
    {
        long n = baseline.Length;
        long m = values.Length;
        long largest = 0;
        for (int i = 0; i < values.Length;)
        {
            int from = i;
            double at = values[i];
            while (i < values.Length && values[i] == at) i++;

            // The difference is extreme just before a value of the sample or at it.
            long upTo = SortedSearch.UpTo(baseline, at, below[from]);
            largest = Math.Max(largest, Math.Max(Math.Abs((below[from] * m) - (from * n)), Math.Abs((upTo * m) - (i * n))));
        }

        return largest;
    }

    private static double LargestDifference<T>(ReadOnlySpan<T> first, IntervalCounts second, double n, double m)
        where T : struct, IBinaryInteger<T> => second.Width switch
        {
            sizeof(byte) => LargestDifference(first, second.Bytes, n, m),
            sizeof(ushort) => LargestDifference(first, second.Narrow, n, m),
            _ => LargestDifference(first, second.Wide, n, m),
        };

    private static double LargestDifference<TFirst, TSecond>(ReadOnlySpan<TFirst> first, ReadOnlySpan<TSecond> second, double n, double m)
        where TFirst : struct, IBinaryInteger<TFirst>
        where TSecond : struct, IBinaryInteger<TSecond>
    {
        double firstShare = 1 / n;
        double secondShare = 1 / m;
        double largest = 0;
        long firstSeen = 0;
        long secondSeen = 0;
        for (int i = 0; i < first.Length && i < second.Length; i++)
        {
            firstSeen += long.CreateTruncating(first[i]);
            secondSeen += long.CreateTruncating(second[i]);
            largest = Math.Max(largest, Math.Abs((firstSeen * firstShare) - (secondSeen * secondShare)));
        }

        return largest;
    }

    private static double EffectiveSize(KsComparison comparison) =>
        (double)comparison.N1 * comparison.N2 / (comparison.N1 + comparison.N2);
}
