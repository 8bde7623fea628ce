namespace Heed.Statistics.Intervals;

/// <summary>
/// Newcombe's hybrid score interval of the difference of two independent proportions (his method 10). See
/// docs/statistics/newcombe-interval.md.
/// </summary>
public static class NewcombeInterval
{
    /// <summary>The interval of count1/n1 − count2/n2; <see cref="Interval.None"/> where a sample is empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count outside its trials or a level outside (0, 1).</exception>
    public static Interval Difference(long count1, long n1, long count2, long n2, double level = 0.95)
    {
        Interval first = WilsonInterval.Of(count1, n1, level);
        Interval second = WilsonInterval.Of(count2, n2, level);
        if (n1 == 0 || n2 == 0) return Interval.None;
        double difference = first.Value - second.Value;
        double down = Math.Sqrt(Square(first.Value - first.Lower) + Square(second.Upper - second.Value));
        double up = Math.Sqrt(Square(first.Upper - first.Value) + Square(second.Value - second.Lower));
        return new Interval(difference, difference - down, difference + up);
    }

    private static double Square(double x) => x * x;
}
