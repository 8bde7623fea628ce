using System.Numerics;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Histograms;

/// <summary>
/// Counts values into bins with fixed edges. A bin holds its lower edge and not its upper one, except the last, which holds both.
/// See docs/statistics/histogram.md.
/// </summary>
public static class BinCounts
{
    /// <summary>
    /// Adds to <paramref name="counts"/>: below the first edge, the bins in order, above the last edge: two more counts than bins.
    /// NaN is in none. −∞ counts as below, +∞ as above.
    /// </summary>
    /// <param name="edges">Ascending; at least one, two for a bin.</param>
    public static void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> edges, Span<long> counts)
    {
        int bins = edges.Length - 1;
        long notNaN = AtLeast(values, double.NegativeInfinity);
        long previous = notNaN;
        for (int i = 0; i < bins; i++)
        {
            long atLeast = AtLeast(values, edges[i]);
            counts[i] += previous - atLeast;
            previous = atLeast;
        }

        // The last edge belongs to the last bin: only what is larger lies above.
        long above = AtLeast(values, Math.BitIncrement(edges[bins]));
        counts[bins] += previous - above;
        counts[bins + 1] += above;
    }

    /// <summary>How many values are at least <paramref name="edge"/>; one pass of vector comparisons.</summary>
    public static long AtLeast(ReadOnlySpan<double> values, double edge)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> edges = new(edge);
        Vector<long> sum = Vector<long>.Zero;
        foreach (Vector<double> vector in vectors) sum -= Vector.GreaterThanOrEqual(vector, edges);
        long count = Vector.Sum(sum);
        for (int i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            if (values[i] >= edge) count++;
        }

        return count;
    }
}
