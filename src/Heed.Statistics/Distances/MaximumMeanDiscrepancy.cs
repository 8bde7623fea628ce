using System.Buffers;
using System.Numerics.Tensors;

namespace Heed.Statistics.Distances;

/// <summary>
/// The squared maximum mean discrepancy of two sets of points with the Gaussian kernel k(a, b) = exp(−|a − b|²/(2σ²)): unbiased (the
/// diagonal left out, so it can fall below 0) and biased. σ is the median distance over all pairs of the pooled points unless given. No
/// unit. Assumes independent points and columns of comparable scale. Points are rows of a flat array. Refused: fewer than two points a
/// side, a coordinate that is not finite, a length that is no multiple of the columns, a median of zero. O((n + m)²): for large samples
/// use <see cref="RandomFeatureDiscrepancy"/>. Source: A. Gretton et al., Journal of Machine Learning Research 13 (2012) 723. See
/// docs/statistics/embeddings.md.
/// </summary>
public static class MaximumMeanDiscrepancy
{
    /// <summary>The most points together: their pairwise distances take 8 bytes a pair, 256 MB here.</summary>
    public const int MostPoints = 8_192;

    /// <param name="sigma">The kernel's width; NaN for the median distance.</param>
    public static DiscrepancyComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int columns, double sigma = double.NaN)
    {
        Refusal refusal = PointSets.Check(x, y, columns);
        if (refusal != Refusal.None) return DiscrepancyComparison.Refused(refusal);
        int n = x.Length / columns;
        int m = y.Length / columns;
        int total = n + m;
        if (total > MostPoints || sigma <= 0) return DiscrepancyComparison.Refused(Refusal.OutOfRange);
        int pairs = total * (total - 1) / 2;
        double[] points = ArrayPool<double>.Shared.Rent(x.Length + y.Length);
        double[] squares = ArrayPool<double>.Shared.Rent(pairs);
        x.CopyTo(points);
        y.CopyTo(points.AsSpan(x.Length));
        PointSets.SquaredDistances(points.AsSpan(0, x.Length + y.Length), columns, squares);
        if (double.IsNaN(sigma)) sigma = PointSets.MedianDistance(squares.AsSpan(0, pairs));
        DiscrepancyComparison comparison = sigma > 0
            ? OfSquares(squares.AsSpan(0, pairs), n, m, sigma)
            : DiscrepancyComparison.Refused(Refusal.Degenerate);
        ArrayPool<double>.Shared.Return(squares);
        ArrayPool<double>.Shared.Return(points);
        return comparison;
    }

    /// <summary>Overwrites the squared distances, pair (i, j) by rows with i below j, by the kernel.</summary>
    private static DiscrepancyComparison OfSquares(Span<double> squares, double n, double m, double sigma)
    {
        TensorPrimitives.Multiply(squares, -1 / (2 * sigma * sigma), squares);
        TensorPrimitives.Exp(squares, squares);
        double within = 0;
        double across = 0;
        double second = 0;
        int total = (int)(n + m);
        int at = 0;
        for (int i = 0; i < total; i++)
        {
            int toFirst = Math.Max(0, (int)n - i - 1);
            int rest = total - i - 1 - toFirst;
            within += TensorPrimitives.Sum<double>(squares.Slice(at, toFirst));
            double tail = TensorPrimitives.Sum<double>(squares.Slice(at + toFirst, rest));
            if (i < n) across += tail;
            else second += tail;
            at += toFirst + rest;
        }

        double unbiased = (2 * within / (n * (n - 1))) + (2 * second / (m * (m - 1))) - (2 * across / (n * m));
        double biased = (((2 * within) + n) / (n * n)) + (((2 * second) + m) / (m * m)) - (2 * across / (n * m));
        return new DiscrepancyComparison(unbiased, biased, sigma);
    }
}
