using System.Buffers;
using System.Numerics.Tensors;

namespace Heed.Statistics.Distances;

/// <summary>
/// The squared maximum mean discrepancy by random Fourier features: the Gaussian kernel is the mean of cos(w·(a − b)) over normal
/// directions w of deviation 1/σ, so both samples become mean vectors of cosines and sines and the cost is linear in the points. Its own
/// error is of order 1/√features on top of the sampling error. σ is the median distance over at most 1,000 points unless given. The same
/// seed gives the same number. Refused as <see cref="MaximumMeanDiscrepancy"/> is, at any number of points. Source: A. Rahimi and B.
/// Recht, NIPS 20 (2007). See docs/statistics/embeddings.md.
/// </summary>
public static class RandomFeatureDiscrepancy
{
    public const int DefaultFeatures = 512;

    // Enough for the median distance: its error is that of a median of half a million dependent pairs.
    private const int MostPointsForMedian = 1_000;

    /// <param name="seed">Of the directions and of the points that the median distance is taken from.</param>
    /// <param name="features">Directions, at least one.</param>
    /// <param name="sigma">The kernel's width; NaN for the median distance.</param>
    public static DiscrepancyComparison Compare(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int columns, ulong seed, int features = DefaultFeatures, double sigma = double.NaN)
    {
        Refusal refusal = PointSets.Check(x, y, columns);
        if (refusal == Refusal.None && (features < 1 || sigma <= 0)) refusal = Refusal.OutOfRange;
        if (refusal != Refusal.None) return DiscrepancyComparison.Refused(refusal);
        SeededRandom random = new(seed);
        if (double.IsNaN(sigma)) sigma = MedianOfSome(x, y, columns, ref random);
        if (!(sigma > 0)) return DiscrepancyComparison.Refused(Refusal.Degenerate);
        double n = x.Length / columns;
        double m = y.Length / columns;
        double[] rented = ArrayPool<double>.Shared.Rent(columns);
        Span<double> direction = rented.AsSpan(0, columns);
        double unbiased = 0;
        double biased = 0;
        for (int f = 0; f < features; f++)
        {
            for (int k = 0; k < columns; k++) direction[k] = random.NextNormal() / sigma;
            (double cosX, double sinX) = Project(x, direction);
            (double cosY, double sinY) = Project(y, direction);
            double xx = (cosX * cosX) + (sinX * sinX);
            double yy = (cosY * cosY) + (sinY * sinY);
            double xy = 2 * ((cosX * cosY) + (sinX * sinY)) / (n * m);

            // Each point's product with itself is 1, so the diagonals are n and m.
            unbiased += ((xx - n) / (n * (n - 1))) + ((yy - m) / (m * (m - 1))) - xy;
            biased += (xx / (n * n)) + (yy / (m * m)) - xy;
        }

        ArrayPool<double>.Shared.Return(rented);
        return new DiscrepancyComparison(unbiased / features, biased / features, sigma);
    }

    private static (double Cosines, double Sines) Project(ReadOnlySpan<double> points, ReadOnlySpan<double> direction)
    {
        double cosines = 0;
        double sines = 0;
        for (int i = 0; i < points.Length; i += direction.Length)
        {
            (double sine, double cosine) = Math.SinCos(TensorPrimitives.Dot(points.Slice(i, direction.Length), direction));
            cosines += cosine;
            sines += sine;
        }

        return (cosines, sines);
    }

    private static double MedianOfSome(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int columns, ref SeededRandom random)
    {
        int total = (x.Length + y.Length) / columns;
        int taken = Math.Min(total, MostPointsForMedian);
        double[] points = ArrayPool<double>.Shared.Rent(taken * columns);
        double[] squares = ArrayPool<double>.Shared.Rent(taken * (taken - 1) / 2);
        for (int i = 0; i < taken; i++)
        {
            int row = (total == taken ? i : random.Next(total)) * columns;
            ReadOnlySpan<double> point = row < x.Length ? x.Slice(row, columns) : y.Slice(row - x.Length, columns);
            point.CopyTo(points.AsSpan(i * columns));
        }

        PointSets.SquaredDistances(points.AsSpan(0, taken * columns), columns, squares);
        double median = PointSets.MedianDistance(squares.AsSpan(0, taken * (taken - 1) / 2));
        ArrayPool<double>.Shared.Return(squares);
        ArrayPool<double>.Shared.Return(points);
        return median;
    }
}
