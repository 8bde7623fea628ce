using System.Numerics.Tensors;

namespace Heed.Statistics.Distances;

/// <summary>
/// The random Fourier features of <see cref="RandomFeatureDiscrepancy"/> for streams: what a point adds to a sum of cosines and sines, and
/// the squared maximum mean discrepancy of two such sums. The same seed, width and features give the same map, and with them the same
/// discrepancy as that class gives up to single precision. Immutable. Source: A. Rahimi and B. Recht, NIPS 20 (2007).
/// </summary>
public sealed class FourierFeatures
{
    private readonly float[] _directions;

    /// <param name="columns">Of a point.</param>
    /// <param name="features">Directions, at least one.</param>
    /// <param name="sigma">The kernel's width, above 0.</param>
    /// <param name="seed">Of the directions.</param>
    public FourierFeatures(int columns, int features, double sigma, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!(sigma > 0)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "expected a width above 0");
        Columns = columns;
        Features = features;
        _directions = new float[columns * features];
        SeededRandom random = new(seed);
        for (int i = 0; i < _directions.Length; i++) _directions[i] = (float)(random.NextNormal() / sigma);
    }

    public int Columns { get; }

    public int Features { get; }

    /// <summary>The median distance of at most 1,000 points, evenly spaced among the rows; NaN for fewer than two.</summary>
    public static double WidthOf(ReadOnlySpan<double> rows, int columns)
    {
        const int Most = 1_000;
        int count = rows.Length / columns;
        int taken = Math.Min(Most, count);
        if (taken < 2) return double.NaN;
        double[] points = new double[taken * columns];
        for (int i = 0; i < taken; i++)
        {
            rows.Slice((int)((long)i * count / taken) * columns, columns).CopyTo(points.AsSpan(i * columns));
        }

        double[] squares = new double[taken * (taken - 1) / 2];
        PointSets.SquaredDistances(points, columns, squares);
        return PointSets.MedianDistance(squares);
    }

    /// <summary>Overwrites the cosines of a point, then its sines: twice as many numbers as there are features.</summary>
    public void Map(ReadOnlySpan<float> point, Span<float> mapped)
    {
        Span<float> angles = mapped[Features..];
        for (int f = 0; f < Features; f++) angles[f] = TensorPrimitives.Dot(point, _directions.AsSpan(f * Columns, Columns));
        TensorPrimitives.Cos(angles, mapped[..Features]);
        TensorPrimitives.Sin(angles, angles);
    }

    /// <summary>
    /// The squared discrepancy, unbiased: zero on average when nothing differs. NaN where a side has fewer than two points. Weights other
    /// than 1 stand for points that were passed over.
    /// </summary>
    /// <param name="x">The weighted sum of the maps.</param>
    /// <param name="weightX">The sum of the weights.</param>
    /// <param name="squaresX">The sum of their squares.</param>
    /// <param name="y">As <paramref name="x"/>, of the other side.</param>
    /// <param name="weightY">As <paramref name="weightX"/>.</param>
    /// <param name="squaresY">As <paramref name="squaresX"/>.</param>
    public double Discrepancy(
        ReadOnlySpan<double> x, double weightX, double squaresX, ReadOnlySpan<double> y, double weightY, double squaresY)
    {
        double pairsX = (weightX * weightX) - squaresX;
        double pairsY = (weightY * weightY) - squaresY;
        if (!(pairsX > 0) || !(pairsY > 0)) return double.NaN;
        double xx = (TensorPrimitives.SumOfSquares(x) / Features) - squaresX;
        double yy = (TensorPrimitives.SumOfSquares(y) / Features) - squaresY;
        double xy = TensorPrimitives.Dot(x, y) / Features;
        return (xx / pairsX) + (yy / pairsY) - (2 * xy / (weightX * weightY));
    }
}
