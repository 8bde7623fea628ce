namespace Heed.Statistics.Intervals;

/// <summary>An estimate and the interval around it.</summary>
public readonly record struct Interval(double Value, double Lower, double Upper)
{
    /// <summary>What an empty sample gives: three NaN.</summary>
    public static Interval None => new(double.NaN, double.NaN, double.NaN);
}
