namespace Heed.Model.Histograms;

/// <summary>Where buckets end.</summary>
public static class BucketBounds
{
    /// <summary>The exponent of the first power of two beyond the range of a double.</summary>
    private const int BeyondExponent = 1024;

    /// <summary>2^(i/256) for i below 256: the bounds between 1 and 2 of the finest schema, which holds those of all others.</summary>
    private static readonly double[] Finest = [.. Enumerable.Range(0, 1 << NativeHistogram.GreatestSchema).Select(FinestBound)];

    /// <summary>
    /// The absolute upper bound of an exponential bucket, 2^(index·2^−schema). The bucket that would end beyond the largest double
    /// ends there; one further, at +Inf.
    /// </summary>
    public static double Exponential(int schema, int index)
    {
        if (schema <= 0)
        {
            long power = (long)index << -schema;
            return power == BeyondExponent ? double.MaxValue : Math.ScaleB(1, Saturate(power));
        }

        int exponent = index >> schema;
        int fraction = index & ((1 << schema) - 1);
        if (fraction == 0 && exponent == BeyondExponent) return double.MaxValue;
        return Math.ScaleB(Finest[fraction << (NativeHistogram.GreatestSchema - schema)], exponent);
    }

    /// <summary>The upper bound of a custom bucket; −Inf below the first, +Inf from the last one on.</summary>
    public static double Custom(IReadOnlyList<double> bounds, int index) =>
        index < 0 ? double.NegativeInfinity : index < bounds.Count ? bounds[index] : double.PositiveInfinity;

    /// <summary>The index that a bucket has in a schema that is coarser by so many halvings.</summary>
    public static int Coarser(int index, int halvings) => halvings == 0 ? index : ((index - 1) >> Math.Min(halvings, 31)) + 1;

    public static bool AreSame(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a.Count != b.Count) return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (a[i] != b[i]) return false;
        }

        return true;
    }

    private static int Saturate(long power) => (int)Math.Clamp(power, -2 * BeyondExponent, 2 * BeyondExponent);

    private static double FinestBound(int index) => Math.Pow(2, index / (double)(1 << NativeHistogram.GreatestSchema));
}
