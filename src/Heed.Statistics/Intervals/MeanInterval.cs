using MathNet.Numerics.Distributions;

namespace Heed.Statistics.Intervals;

/// <summary>Student's interval of a mean from its sums. See docs/statistics/mean-interval.md.</summary>
public static class MeanInterval
{
    private const double UsualLevel = 0.95;

    /// <summary>
    /// Student's quantile of the usual level by its degrees of freedom, 0 where nobody has asked yet: finding one takes microseconds, and
    /// every figure of every window asks. Two threads that find the same one write the same bits.
    /// </summary>
    private static readonly double[] UsualQuantiles = new double[1 << 14];

    /// <param name="n">Values; 0 gives <see cref="Interval.None"/>, 1 an interval without ends (±∞).</param>
    /// <param name="sum">Σ x.</param>
    /// <param name="sumOfSquares">Σ x².</param>
    /// <param name="level">The confidence, inside (0, 1).</param>
    public static Interval Of(long n, double sum, double sumOfSquares, double level = UsualLevel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (n == 0) return Interval.None;
        double mean = sum / n;
        if (n == 1) return new Interval(mean, double.NegativeInfinity, double.PositiveInfinity);
        double variance = Math.Max(0, (sumOfSquares - (sum * mean)) / (n - 1));
        double half = QuantileOf(n - 1, level) * Math.Sqrt(variance / n);
        return new Interval(mean, mean - half, mean + half);
    }

    private static double QuantileOf(long degrees, double level)
    {
        if (level != UsualLevel || degrees >= UsualQuantiles.Length) return StudentT.InvCDF(0, 1, degrees, 0.5 + (level / 2));
        ref double quantile = ref UsualQuantiles[degrees];
        if (quantile == 0) quantile = StudentT.InvCDF(0, 1, degrees, 0.5 + (level / 2));
        return quantile;
    }
}
