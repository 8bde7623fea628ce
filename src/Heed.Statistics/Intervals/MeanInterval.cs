using MathNet.Numerics.Distributions;

namespace Heed.Statistics.Intervals;

/// <summary>Student's interval of a mean from its sums. See docs/statistics/mean-interval.md.</summary>
public static class MeanInterval
{
    /// <param name="n">Values; 0 gives <see cref="Interval.None"/>, 1 an interval without ends (±∞).</param>
    /// <param name="sum">Σ x.</param>
    /// <param name="sumOfSquares">Σ x².</param>
    /// <param name="level">The confidence, inside (0, 1).</param>
    public static Interval Of(long n, double sum, double sumOfSquares, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (n == 0) return Interval.None;
        double mean = sum / n;
        if (n == 1) return new Interval(mean, double.NegativeInfinity, double.PositiveInfinity);
        double variance = Math.Max(0, (sumOfSquares - (sum * mean)) / (n - 1));
        double half = StudentT.InvCDF(0, 1, n - 1, 0.5 + (level / 2)) * Math.Sqrt(variance / n);
        return new Interval(mean, mean - half, mean + half);
    }
}
