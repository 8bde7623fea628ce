using MathNet.Numerics.Distributions;

namespace Heed.Statistics.Intervals;

/// <summary>Wilson's score interval of a proportion, without continuity correction. See docs/statistics/wilson-interval.md.</summary>
public static class WilsonInterval
{
    /// <param name="count">Successes, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Trials; 0 gives <see cref="Interval.None"/>.</param>
    /// <param name="level">The confidence, inside (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count outside its trials or a level outside (0, 1).</exception>
    public static Interval Of(long count, long n, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        double z = NormalQuantile(level);
        if (n == 0) return Interval.None;
        double p = count / (double)n;
        double z2 = z * z;
        double denominator = 1 + (z2 / n);
        double centre = (p + (z2 / (2.0 * n))) / denominator;
        double half = z / denominator * Math.Sqrt((p * (1 - p) / n) + (z2 / (4.0 * n * n)));

        // At the ends the interval closes at 0 or 1 exactly; the difference of two roundings would not.
        double lower = count == 0 ? 0 : Math.Max(0, centre - half);
        double upper = count == n ? 1 : Math.Min(1, centre + half);
        return new Interval(p, lower, upper);
    }

    /// <summary>The two-sided quantile of the normal distribution at a confidence level: 1.96 at 0.95.</summary>
    internal static double NormalQuantile(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return Normal.InvCDF(0, 1, 0.5 + (level / 2));
    }
}
