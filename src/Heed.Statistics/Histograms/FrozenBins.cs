using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Histograms;

/// <summary>
/// Bins frozen from a baseline, in NannyML's convention: with more than 50 distinct values, or more than one in ten rows,
/// ⌈1 + log₂ n + log₂(1 + |g₁|/σ₁)⌉ bins of equal width between minimum and maximum (Doane 1976, with the skewness g₁ and
/// σ₁ = √(6(n − 2)/((n + 1)(n + 3)))), the last one closed; else one bin a distinct value. What falls in no bin is counted apart. See
/// docs/statistics/histogram.md.
/// </summary>
public sealed class FrozenBins
{
    private const int MostValuesAsCategories = 50;
    private const double MostDistinctShare = 0.1;

    private readonly double[] _edgesOrValues;

    private FrozenBins(double[] edgesOrValues, bool areValues)
    {
        _edgesOrValues = edgesOrValues;
        AreValues = areValues;
    }

    /// <summary>Whether each bin is one value.</summary>
    public bool AreValues { get; }

    /// <summary>Bins, without the overflow.</summary>
    public int Count => AreValues ? _edgesOrValues.Length : _edgesOrValues.Length - 1;

    /// <summary>The edges, one more than bins; or the values.</summary>
    public ReadOnlySpan<double> EdgesOrValues => _edgesOrValues;

    /// <summary>Null where the baseline is empty or has infinities. NaN is dropped.</summary>
    public static FrozenBins? Of(ReadOnlySpan<double> baseline)
    {
        using SortedSample sorted = SortedSample.Of(baseline);
        if (sorted.IsEmpty || !sorted.IsFinite) return null;
        ReadOnlySpan<double> values = sorted.Values;
        List<double> distinct = [values[0]];
        foreach (double value in values)
        {
            if (value != distinct[^1]) distinct.Add(value);
        }

        bool many = distinct.Count > MostValuesAsCategories || distinct.Count > MostDistinctShare * values.Length;
        return many && distinct.Count > 1
            ? new FrozenBins(EqualWidthBins.Edges(values[0], values[^1], DoaneCount(values)), areValues: false)
            : new FrozenBins([.. distinct], areValues: true);
    }

    /// <summary>Adds to one count a bin and, last, what is in none. NaN is left out.</summary>
    public void Add(ReadOnlySpan<double> values, Span<long> counts)
    {
        if (AreValues)
        {
            foreach (double value in values)
            {
                int bin = double.IsNaN(value) ? -1 : Array.BinarySearch(_edgesOrValues, value);
                if (!double.IsNaN(value)) counts[bin >= 0 ? bin : Count]++;
            }

            return;
        }

        long[] all = new long[_edgesOrValues.Length + 1];
        BinCounts.Add(values, _edgesOrValues, all);
        for (int i = 0; i < Count; i++) counts[i] += all[i + 1];
        counts[Count] += all[0] + all[^1];
    }

    private static int DoaneCount(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 3) return 1 + (int)Math.Ceiling(Math.Log2(n));
        double mean = 0;
        foreach (double value in values) mean += value / n;
        double squares = 0;
        double cubes = 0;
        foreach (double value in values)
        {
            double d = value - mean;
            squares += d * d;
            cubes += d * d * d;
        }

        double skewness = cubes / n / Math.Pow(squares / n, 1.5);
        double error = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        return (int)Math.Ceiling(1 + Math.Log2(n) + Math.Log2(1 + (Math.Abs(skewness) / error)));
    }
}
