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
        long previous = AtLeast(values, double.NegativeInfinity);
        int i = 0;
        for (; i + 4 <= bins; i += 4)
        {
            (long a, long b, long c, long d) = AtLeast(values, edges[i], edges[i + 1], edges[i + 2], edges[i + 3]);
            counts[i] += previous - a;
            counts[i + 1] += a - b;
            counts[i + 2] += b - c;
            counts[i + 3] += c - d;
            previous = d;
        }

        for (; i < bins; i++)
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

    /// <summary>How many values equal the one before them; one pass of vector comparisons. A NaN equals nothing.</summary>
    public static long Repeats(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) return 0;
        ReadOnlySpan<double> before = values[..^1];
        ReadOnlySpan<double> after = values[1..];
        ReadOnlySpan<Vector<double>> befores = MemoryMarshal.Cast<double, Vector<double>>(before);
        ReadOnlySpan<Vector<double>> afters = MemoryMarshal.Cast<double, Vector<double>>(after);
        Vector<long> sum = Vector<long>.Zero;
        for (int i = 0; i < befores.Length; i++) sum -= Vector.Equals(befores[i], afters[i]);
        long count = Vector.Sum(sum);
        for (int i = befores.Length * Vector<double>.Count; i < before.Length; i++)
        {
            if (before[i] == after[i]) count++;
        }

        return count;
    }

    /// <summary>As the other one for four edges: each vector of values is loaded once for all of them.</summary>
    private static (long A, long B, long C, long D) AtLeast(ReadOnlySpan<double> values, double a, double b, double c, double d)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> edgeA = new(a);
        Vector<double> edgeB = new(b);
        Vector<double> edgeC = new(c);
        Vector<double> edgeD = new(d);
        Vector<long> sumA = Vector<long>.Zero;
        Vector<long> sumB = Vector<long>.Zero;
        Vector<long> sumC = Vector<long>.Zero;
        Vector<long> sumD = Vector<long>.Zero;
        foreach (Vector<double> vector in vectors)
        {
            sumA -= Vector.GreaterThanOrEqual(vector, edgeA);
            sumB -= Vector.GreaterThanOrEqual(vector, edgeB);
            sumC -= Vector.GreaterThanOrEqual(vector, edgeC);
            sumD -= Vector.GreaterThanOrEqual(vector, edgeD);
        }

        (long A, long B, long C, long D) counts = (Vector.Sum(sumA), Vector.Sum(sumB), Vector.Sum(sumC), Vector.Sum(sumD));
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
        {
            counts.A += value >= a ? 1 : 0;
            counts.B += value >= b ? 1 : 0;
            counts.C += value >= c ? 1 : 0;
            counts.D += value >= d ? 1 : 0;
        }

        return counts;
    }
}
