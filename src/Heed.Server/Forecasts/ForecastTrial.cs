using Heed.Statistics.Forecasts;

namespace Heed.Server.Forecasts;

/// <summary>
/// Forecasts one series and tests the method on its own past: forecasts made a horizon ago and before, each from what was known then,
/// against what came. The error is Σ |what came − forecast| / Σ |limit − value when the forecast was made|: the share of the way to
/// the limit by which forecasts missed. NaN where the past is too short for <see cref="LeastOrigins"/> of them, has gaps, or lies on the limit.
/// </summary>
internal sealed class ForecastTrial
{
    /// <summary>Forecasts of the past that are tested, a twelfth of the range apart.</summary>
    public const int Origins = 12;

    public const int LeastOrigins = 3;

    private readonly ForecastOptions _options;
    private readonly int _range;
    private readonly int _horizon;
    private readonly int _between;
    private readonly double[] _times;

    public ForecastTrial(ForecastOptions options)
    {
        _options = options;
        _range = options.RangeSteps;
        _horizon = options.HorizonSteps;
        _between = Math.Max(1, _range / Origins);
        _times = new double[_range + 1];
        for (int i = 0; i < _times.Length; i++) _times[i] = i;
    }

    /// <summary>The steps behind the newest point that are read.</summary>
    public int Steps => _range + _horizon + ((Origins - 1) * _between);

    /// <param name="values">Finite and at equal steps, the newest last; at most <see cref="Steps"/> + 1.</param>
    public ForecastFinding Run(ReadOnlySpan<double> values)
    {
        int origins = Math.Min(Origins, ((values.Length - _range - _horizon - 1) / _between) + 1);
        if (values.Length < _range + _horizon + 1 || origins < LeastOrigins) return ForecastFinding.Unknown;
        int oldest = values.Length - 1 - _horizon - ((origins - 1) * _between);
        SmoothingFactors? factors = Factors(values[(oldest - _range)..(oldest + 1)], out bool isFitted);
        if (!isFitted) return ForecastFinding.Unknown;
        double error = Error(values, oldest, factors);
        Forecast? forecast = Forecast.Of(values[^(_range + 1)..], _times, _options.SeasonSteps, factors);
        if (forecast is not { } present || !double.IsFinite(error)) return ForecastFinding.Unknown;
        return new ForecastFinding(error, present.StepsTo(_options.Limit, _options.Side, values[^1], _horizon) * _options.StepMs / 1000);
    }

    private double Error(ReadOnlySpan<double> values, int oldest, SmoothingFactors? factors)
    {
        double missed = 0;
        double way = 0;
        for (int origin = oldest; origin + _horizon < values.Length; origin += _between)
        {
            ReadOnlySpan<double> known = values[(origin - _range)..(origin + 1)];
            if (Forecast.Of(known, _times, _options.SeasonSteps, factors) is not { } forecast) return double.NaN;
            missed += Math.Abs(values[origin + _horizon] - forecast.Ahead(_horizon));
            way += Math.Abs(_options.Limit - values[origin]);
        }

        return way > 0 ? missed / way : double.NaN;
    }

    /// <summary>Chosen on what the oldest forecast knew, so that no test sees what it is tested against.</summary>
    private SmoothingFactors? Factors(ReadOnlySpan<double> known, out bool isFitted)
    {
        isFitted = true;
        if (_options.Method == ForecastMethod.Linear) return null;
        SmoothingFactors? best = HoltWinters.FitBest(known, _options.SeasonSteps, out _)?.Factors;
        isFitted = best is not null;
        return best;
    }
}
