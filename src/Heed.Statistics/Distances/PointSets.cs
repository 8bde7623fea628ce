using System.Buffers;
using System.Numerics.Tensors;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Distances;

/// <summary>Rows of points in flat arrays.</summary>
internal static class PointSets
{
    /// <summary>Why two sets of at least two finite points each are not that.</summary>
    public static Refusal Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int columns)
    {
        if (columns <= 0 || x.Length % columns != 0 || y.Length % columns != 0) return Refusal.LengthMismatch;
        if (x.IsEmpty || y.IsEmpty) return Refusal.EmptySample;
        if (x.Length < 2 * columns || y.Length < 2 * columns) return Refusal.TooFew;
        return AllFinite(x) && AllFinite(y) ? Refusal.None : Refusal.NonFinite;
    }

    public static bool AllFinite(ReadOnlySpan<double> values) => TensorPrimitives.IsFiniteAll(values);

    /// <summary>|zᵢ − zⱼ|² for i below j, by rows.</summary>
    public static void SquaredDistances(ReadOnlySpan<double> points, int columns, Span<double> squares)
    {
        int at = 0;
        for (int i = 0; i < points.Length; i += columns)
        {
            ReadOnlySpan<double> point = points.Slice(i, columns);
            for (int j = i + columns; j < points.Length; j += columns)
            {
                double sum = 0;
                for (int k = 0; k < columns; k++)
                {
                    double d = point[k] - points[j + k];
                    sum += d * d;
                }

                squares[at++] = sum;
            }
        }
    }

    /// <summary>The median of the distances whose squares are given: the mean of the middle two where their number is even.</summary>
    public static double MedianDistance(ReadOnlySpan<double> squares)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(squares.Length);
        Span<double> sorted = rented.AsSpan(0, squares.Length);
        squares.CopyTo(sorted);
        RadixSort.Sort(sorted);
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? Math.Sqrt(sorted[middle])
            : (Math.Sqrt(sorted[middle - 1]) + Math.Sqrt(sorted[middle])) / 2;
        ArrayPool<double>.Shared.Return(rented);
        return median;
    }
}
