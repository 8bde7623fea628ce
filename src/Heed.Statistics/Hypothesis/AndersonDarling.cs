using System.Buffers;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The k-sample Anderson–Darling test with mid-ranks (equation 7 of the source): A² weighs the differences of the distribution
/// functions by 1/(H(1 − H)), so that the tails count; the statistic is (A² − (k − 1))/σ; no unit. Assumes independent values. NaN is
/// dropped, ±∞ are ordinary extreme values, ties take mid-ranks. Refused: an empty sample, fewer than four values together, all values
/// equal. Source: F. W. Scholz and M. A. Stephens, JASA 82 (1987) 918. See docs/statistics/two-sample-tests.md.
/// </summary>
public static class AndersonDarling
{
    /// <summary>Two samples.</summary>
    public static AndersonDarlingComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] both = ArrayPool<double>.Shared.Rent(x.Length + y.Length);
        x.CopyTo(both);
        y.CopyTo(both.AsSpan(x.Length));
        AndersonDarlingComparison comparison = CompareSamples(both.AsSpan(0, x.Length + y.Length), [x.Length, y.Length]);
        ArrayPool<double>.Shared.Return(both);
        return comparison;
    }

    /// <summary>Two or more samples.</summary>
    /// <param name="values">The samples one after another.</param>
    /// <param name="sizes">How many values each sample has; at least two samples.</param>
    public static AndersonDarlingComparison CompareSamples(ReadOnlySpan<double> values, ReadOnlySpan<int> sizes)
    {
        int sum = 0;
        foreach (int size in sizes)
        {
            if (size < 0) return AndersonDarlingComparison.Refused(Refusal.OutOfRange);
            sum += size;
        }

        if (sum != values.Length) return AndersonDarlingComparison.Refused(Refusal.LengthMismatch);
        if (sizes.Length < 2) return AndersonDarlingComparison.Refused(Refusal.TooFew);
        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        int[] bounds = ArrayPool<int>.Shared.Rent(3 * (sizes.Length + 1));
        AndersonDarlingComparison comparison = Compute(values, sizes, rented, bounds);
        ArrayPool<int>.Shared.Return(bounds);
        ArrayPool<double>.Shared.Return(rented);
        return comparison;
    }

    private static AndersonDarlingComparison Compute(ReadOnlySpan<double> values, ReadOnlySpan<int> sizes, double[] sorted, int[] bounds)
    {
        int k = sizes.Length;
        Span<int> starts = bounds.AsSpan(0, k + 1);
        int from = 0;
        starts[0] = 0;
        for (int i = 0; i < k; i++)
        {
            using SortedSample sample = SortedSample.Of(values.Slice(from, sizes[i]));
            if (sample.IsEmpty) return AndersonDarlingComparison.Refused(Refusal.EmptySample);
            sample.Values.CopyTo(sorted.AsSpan(starts[i]));
            starts[i + 1] = starts[i] + sample.Count;
            from += sizes[i];
        }

        int total = starts[k];
        if (total < 4) return AndersonDarlingComparison.Refused(Refusal.TooFew);
        double a2 = WeightedSquares(sorted.AsSpan(0, total), starts, bounds.AsSpan(k + 1, k));
        if (double.IsNaN(a2)) return AndersonDarlingComparison.Refused(Refusal.Degenerate);
        double statistic = (a2 - (k - 1)) / Math.Sqrt(Variance(starts, total));
        return new AndersonDarlingComparison(k, statistic, a2, AndersonDarlingLevel.Of(statistic, k));
    }

    /// <summary>A² over the distinct values of all samples; NaN where there is only one.</summary>
    private static double WeightedSquares(ReadOnlySpan<double> sorted, ReadOnlySpan<int> starts, Span<int> next)
    {
        double total = sorted.Length;
        double below = 0;
        double sum = 0;
        starts[..^1].CopyTo(next);
        while (below < total)
        {
            double at = double.PositiveInfinity;
            for (int i = 0; i < next.Length; i++)
            {
                if (next[i] < starts[i + 1]) at = Math.Min(at, sorted[next[i]]);
            }

            double ties = 0;
            for (int i = 0; i < next.Length; i++) ties += RunLength(sorted[next[i]..starts[i + 1]], at);
            if (ties == total) return double.NaN;
            double middle = below + (ties / 2);
            double weight = (middle * (total - middle)) - (total * ties / 4);
            for (int i = 0; i < next.Length; i++)
            {
                double size = starts[i + 1] - starts[i];
                int run = RunLength(sorted[next[i]..starts[i + 1]], at);
                double difference = (total * (next[i] - starts[i] + (run / 2.0))) - (size * middle);
                sum += ties / total * difference * difference / (weight * size);
                next[i] += run;
            }

            below += ties;
        }

        return sum * (total - 1) / total;
    }

    private static int RunLength(ReadOnlySpan<double> sorted, double at)
    {
        int length = 0;
        while (length < sorted.Length && sorted[length] == at) length++;
        return length;
    }

    /// <summary>σ² of A² when nothing differs: equation 4 of the source.</summary>
    private static double Variance(ReadOnlySpan<int> starts, int total)
    {
        double k = starts.Length - 1;
        double inverse = 0;
        for (int i = 0; i + 1 < starts.Length; i++) inverse += 1.0 / (starts[i + 1] - starts[i]);
        double h = 0;
        double g = 0;

        // g = Σ_{i<j<N} 1/((N − i)·j): the inner sum grows by one term as i goes down.
        double inner = 0;
        for (int i = total - 1; i >= 1; i--)
        {
            h += 1.0 / i;
            g += inner / (total - i);
            inner += 1.0 / i;
        }

        double a = (((4 * g) - 6) * (k - 1)) + ((10 - (6 * g)) * inverse);
        double b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * inverse) - (8 * h) + (4 * g) - 6;
        double c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * inverse) + (4 * h);
        double d = (((2 * h) + 6) * k * k) - (4 * h * k);
        double n = total;
        return ((((((a * n) + b) * n) + c) * n) + d) / ((n - 1) * (n - 2) * (n - 3));
    }
}
