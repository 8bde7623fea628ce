using Heed.Statistics.Intervals;

using MathNet.Numerics.Distributions;

namespace Heed.Monitoring.Quality;

/// <summary>
/// 95 % intervals of weighted figures. With the weight 1 everywhere they are those of plain counts; else the effective number of
/// records (<see cref="Mass.Effective"/>) takes the place of their number, rounded to whole records in Wilson's formula. All assume that
/// records vary independently of each other. See docs/statistics/rolling-quality.md.
/// </summary>
internal static class QualityIntervals
{
    public const double Level = 0.95;

    /// <summary>The two-sided normal quantile of <see cref="Level"/>.</summary>
    public static readonly double Z = Normal.InvCDF(0, 1, 0.5 + (Level / 2));

    /// <summary>Of a share, by Wilson's score.</summary>
    public static Interval Share(Mass whole, double partWeight)
    {
        if (whole.N == 0 || !(whole.Weight > 0)) return Interval.None;
        double share = Math.Clamp(partWeight / whole.Weight, 0, 1);
        long n = Math.Max(1, (long)Math.Round(whole.Effective));
        long count = Math.Min(n, (long)Math.Round(share * whole.Effective));
        Interval wilson = WilsonInterval.Of(count, n, Level);
        return new Interval(share, Math.Min(share, wilson.Lower), Math.Max(share, wilson.Upper));
    }

    /// <summary>Of a mean, by Student's t with the sandwich variance Σ w²(x − mean)²/(Σ w)².</summary>
    public static Interval Mean(Mass mass, WeightedSums sums)
    {
        if (mass.N == 0 || !(mass.Weight > 0)) return Interval.None;
        if (mass.IsUnweighted) return MeanInterval.Of(mass.N, sums.Sum, sums.Squares, Level);
        double mean = sums.Sum / mass.Weight;
        double n = mass.Effective;
        if (n <= 1) return new Interval(mean, double.NegativeInfinity, double.PositiveInfinity);
        double squares = sums.Squares - (2 * mean * sums.Cross) + (mean * mean * mass.WeightSquares);
        double variance = Math.Max(0, squares) / (mass.Weight * mass.Weight) * n / (n - 1);
        double half = StudentT.InvCDF(0, 1, n - 1, 0.5 + (Level / 2)) * Math.Sqrt(variance);
        return new Interval(mean, mean - half, mean + half);
    }

    public static Interval Mean(WeightedMean mean) => Mean(mean.Mass, mean.Sums);

    /// <summary>value ± z·deviation, cut at the ends of what the figure can be.</summary>
    public static Interval Around(double value, double deviation, double least = 0, double most = 1) =>
        new(value, Math.Max(least, value - (Z * deviation)), Math.Min(most, value + (Z * deviation)));

    /// <summary>
    /// Of the difference of two independent figures from the interval of each: the distances of value and bound, added in squares, so
    /// that a lopsided interval gives a lopsided difference. Source: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693; for
    /// two shares it is Newcombe's.
    /// </summary>
    public static Interval Difference(Interval current, Interval before)
    {
        double difference = current.Value - before.Value;
        double down = double.Hypot(current.Value - current.Lower, before.Upper - before.Value);
        double up = double.Hypot(current.Upper - current.Value, before.Value - before.Lower);
        return new Interval(difference, difference - down, difference + up);
    }
}
