using MathNet.Numerics.Distributions;

namespace Heed.Statistics.Forecasts;

/// <summary>
/// A straight line of least squares, and when it reaches a threshold. Assumes that the residuals are independent and alike; the interval
/// also that they are near normal. Abscissas are centred, so that Unix times lose nothing. Refused: fewer than two points, equal times,
/// unequal lengths, values that are not finite. Two points fit exactly and have no error (NaN). Source: textbook. See
/// docs/statistics/forecasts.md.
/// </summary>
/// <param name="Count">Points.</param>
/// <param name="Slope">Per unit of time.</param>
/// <param name="MeanTime">Where <paramref name="MeanValue"/> lies.</param>
/// <param name="MeanValue">The mean of the values, through which the line goes.</param>
/// <param name="LastTime">The time of the last point.</param>
/// <param name="ResidualDeviation">√(Σ residual²/(n − 2)); NaN for two points.</param>
/// <param name="TimeSquares">Σ (t − mean)².</param>
/// <param name="Refusal">Why there is no line.</param>
public readonly record struct LineFit(
    int Count,
    double Slope,
    double MeanTime,
    double MeanValue,
    double LastTime,
    double ResidualDeviation,
    double TimeSquares,
    Refusal Refusal = Refusal.None)
{
    /// <summary>The standard error of the slope; NaN for two points.</summary>
    public double SlopeError => ResidualDeviation / Math.Sqrt(TimeSquares);

    /// <summary>The line at the last point's time.</summary>
    public double ValueNow => At(LastTime);

    public static LineFit Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        if (times.Length != values.Length) return Refused(Refusal.LengthMismatch);
        if (times.Length < 2) return Refused(Refusal.TooFew);
        double n = times.Length;
        double meanTime = 0;
        double meanValue = 0;
        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]) || !double.IsFinite(values[i])) return Refused(Refusal.NonFinite);

            // Differences from the first time keep all digits where the times themselves are large.
            meanTime += (times[i] - times[0]) / n;
            meanValue += values[i] / n;
        }

        double squares = 0;
        double products = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double t = times[i] - times[0] - meanTime;
            squares += t * t;
            products += t * (values[i] - meanValue);
        }

        if (squares == 0) return Refused(Refusal.Degenerate);
        double slope = products / squares;
        double residuals = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double residual = values[i] - meanValue - (slope * (times[i] - times[0] - meanTime));
            residuals += residual * residual;
        }

        double deviation = times.Length > 2 ? Math.Sqrt(residuals / (n - 2)) : double.NaN;
        return new LineFit(times.Length, slope, times[0] + meanTime, meanValue, times[^1], deviation, squares);
    }

    public double At(double time) => MeanValue + (Slope * (time - MeanTime));

    /// <summary>
    /// The line at a time with the interval in which a single new point lies at a confidence inside (0, 1), by Student's law; without ends
    /// for two points.
    /// </summary>
    public Intervals.Interval PredictionAt(double time, double level = 0.95)
    {
        double value = At(time);
        if (Count < 3) return new Intervals.Interval(value, double.NegativeInfinity, double.PositiveInfinity);
        double away = time - MeanTime;
        double half = StudentT.InvCDF(0, 1, Count - 2, 0.5 + (level / 2)) * ResidualDeviation
            * Math.Sqrt(1 + (1.0 / Count) + (away * away / TimeSquares));
        return new Intervals.Interval(value, value - half, value + half);
    }

    /// <summary>
    /// How long after the last point the line reaches a threshold: 0 where it is already at or past it, +∞ where it is level or leads away.
    /// </summary>
    public double TimeTo(double threshold, ThresholdSide side)
    {
        if (Refusal != Refusal.None) return double.NaN;
        double sign = side == ThresholdSide.Above ? 1 : -1;
        if (sign * (ValueNow - threshold) >= 0) return 0;
        return sign * Slope <= 0 ? double.PositiveInfinity : (threshold - ValueNow) / Slope;
    }

    private static LineFit Refused(Refusal refusal) =>
        new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, refusal);
}
