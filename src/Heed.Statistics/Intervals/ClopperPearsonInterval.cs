using MathNet.Numerics;

namespace Heed.Statistics.Intervals;

/// <summary>
/// The exact interval of a proportion: the shares under which as many or more (as few or fewer) successes have probability (1 − level)/2.
/// Its coverage is never below the level, hence wide in small samples. Assumes independent trials with one probability. No trials give
/// <see cref="Interval.None"/>; the ends are 0 and 1 exactly at count 0 and n. Source: C. J. Clopper and E. S. Pearson, Biometrika 26
/// (1934) 404. See docs/statistics/intervals.md.
/// </summary>
public static class ClopperPearsonInterval
{
    /// <param name="count">Successes, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">The confidence, inside (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count outside its trials or a level outside (0, 1).</exception>
    public static Interval Of(long count, long n, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (n == 0) return Interval.None;
        double tail = (1 - level) / 2;
        double lower = count == 0 ? 0 : BetaQuantile(tail, count, n - count + 1.0);
        double upper = count == n ? 1 : 1 - BetaQuantile(tail, n - count, count + 1.0);
        return new Interval(count / (double)n, lower, upper);
    }

    /// <summary>Bisection on the regularised incomplete beta function, in the logarithm of x while x is small.</summary>
    private static double BetaQuantile(double level, double a, double b)
    {
        double low = 0;
        double high = 1;

        // 1,100 halvings would reach the smallest double; a relative width of 1e-15 ends it long before.
        for (int i = 0; i < 1100 && high - low > 1e-15 * high; i++)
        {
            double middle = low > 0 && high > 4 * low ? Math.Sqrt(low * high) : (low + high) / 2;
            if (SpecialFunctions.BetaRegularized(a, b, middle) < level) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
