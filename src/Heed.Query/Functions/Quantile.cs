namespace Heed.Query.Functions;

/// <summary>Quantiles of samples, interpolated between the two nearest.</summary>
internal static class Quantile
{
    /// <summary>NaN for a NaN quantile or no value; -Inf below 0 and +Inf above 1. NaN values count as the smallest.</summary>
    /// <param name="values">Sorted in place.</param>
    public static double Of(double quantile, Span<double> values)
    {
        if (values.Length == 0 || double.IsNaN(quantile)) return double.NaN;
        if (quantile < 0) return double.NegativeInfinity;
        if (quantile > 1) return double.PositiveInfinity;
        values.Sort();
        double rank = quantile * (values.Length - 1);
        int lower = Math.Max(0, (int)Math.Floor(rank));
        int upper = Math.Min(values.Length - 1, lower + 1);
        double weight = rank - Math.Floor(rank);
        return (values[lower] * (1 - weight)) + (values[upper] * weight);
    }
}
