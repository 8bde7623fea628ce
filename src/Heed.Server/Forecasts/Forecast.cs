using Heed.Statistics;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Forecasts;

/// <summary>
/// What one method makes of equal steps of one series: the value some steps ahead, and when it reaches a limit. Computed from the values
/// alone. For values that cannot be fitted there is none.
/// </summary>
internal readonly struct Forecast
{
    private readonly LineFit _line;
    private readonly HoltWinters? _smoothing;

    private Forecast(LineFit line, HoltWinters? smoothing)
    {
        _line = line;
        _smoothing = smoothing;
    }

    /// <param name="values">Finite, at equal steps, the newest last.</param>
    /// <param name="times">0, 1, 2 …, at least as many.</param>
    /// <param name="season">Steps a season; ignored by a line.</param>
    /// <param name="factors">Null for a line.</param>
    public static Forecast? Of(ReadOnlySpan<double> values, ReadOnlySpan<double> times, int season, SmoothingFactors? factors)
    {
        if (factors is { } weights)
        {
            HoltWinters? smoothing = HoltWinters.Fit(values, season, weights, [], out _);
            return smoothing is null ? null : new Forecast(default, smoothing);
        }

        LineFit line = LineFit.Of(times[..values.Length], values);
        return line.Refusal == Refusal.None ? new Forecast(line, null) : null;
    }

    /// <param name="steps">At least 1.</param>
    public double Ahead(int steps) => _smoothing?.Forecast(steps) ?? _line.At(_line.LastTime + steps);

    /// <summary>
    /// Steps until the limit is reached: 0 where the newest value already has, +∞ where it is not within <paramref name="most"/> steps.
    /// A line's is exact, a season's the first step at or past the limit.
    /// </summary>
    public double StepsTo(double limit, ThresholdSide side, double newest, int most)
    {
        double sign = side == ThresholdSide.Above ? 1 : -1;
        if (sign * (newest - limit) >= 0) return 0;
        if (_smoothing is null)
        {
            double steps = _line.TimeTo(limit, side);
            return steps <= most ? steps : double.PositiveInfinity;
        }

        for (int step = 1; step <= most; step++)
        {
            if (sign * (_smoothing.Forecast(step) - limit) >= 0) return step;
        }

        return double.PositiveInfinity;
    }
}
