using Heed.Statistics.Hypothesis;
using Heed.Statistics.Intervals;

namespace Heed.Statistics.Forecasts;

/// <summary>
/// Additive exponential smoothing with trend (Holt) and, where the season is longer than 1, season (Winters). Level and trend start from
/// the means of the first two seasons, the season from the first one; then with the one-step error e = y − (l + b + s): l ← l + b + α·e, b
/// ← b + α·β·e, s ← s + γ·e. The forecast h steps ahead is l + h·b + s. Its interval assumes independent normal errors of constant
/// variance: σ²·(1 + Σⱼ₌₁^{h−1} cⱼ²) with cⱼ = α(1 + βj) + γ·[j is a multiple of the season]. Assumes equal steps of time. Refused: fewer
/// values than two seasons (two values without a season), factors outside [0, 1], values that are not finite. Source: P. R. Winters,
/// Management Science 6 (1960) 324; R. J. Hyndman et al., International Journal of Forecasting 18 (2002) 439 and 21 (2005) 17 for the
/// variance. See docs/statistics/forecasts.md.
/// </summary>
public sealed class HoltWinters
{
    private readonly double[] _season;

    private HoltWinters(int season, SmoothingFactors factors)
    {
        _season = new double[season];
        Factors = factors;
    }

    public SmoothingFactors Factors { get; }

    /// <summary>After the last value.</summary>
    public double Level { get; private set; }

    /// <summary>Per step.</summary>
    public double Trend { get; private set; }

    /// <summary>By position in the season, counted from the first value.</summary>
    public ReadOnlySpan<double> Season => _season;

    /// <summary>Values seen.</summary>
    public int Count { get; private set; }

    /// <summary>Values that were forecast before they were seen.</summary>
    public int Errors { get; private set; }

    /// <summary>The sum of the squared one-step errors.</summary>
    public double SquaredErrors { get; private set; }

    /// <summary>The deviation of the one-step errors; NaN before there is one.</summary>
    public double ErrorDeviation => Errors == 0 ? double.NaN : Math.Sqrt(SquaredErrors / Errors);

    /// <param name="season">Steps a season; 1 for none.</param>
    /// <param name="oneStep">Room for the forecast of each value after the start (two values without a season, else one season); or
    /// empty.</param>
    /// <param name="refusal">Why there is no fit.</param>
    public static HoltWinters? Fit(ReadOnlySpan<double> values, int season, SmoothingFactors factors, Span<double> oneStep,
        out Refusal refusal)
    {
        refusal = Check(values, season, factors);
        if (refusal != Refusal.None) return null;
        HoltWinters fit = new(season, factors);
        fit.Start(values);
        int start = fit.Count;
        foreach (double value in values[start..])
        {
            double forecast = fit.Level + fit.Trend + fit._season[fit.Count % season];
            if (!oneStep.IsEmpty) oneStep[fit.Errors] = forecast;
            fit.Add(value);
        }

        return fit;
    }

    /// <summary>
    /// The fit with the least squared one-step errors over factors on a grid of tenths, refined twice. Takes about 2,000 passes with a
    /// season, 200 without.
    /// </summary>
    public static HoltWinters? FitBest(ReadOnlySpan<double> values, int season, out Refusal refusal)
    {
        SmoothingFactors best = new(0.5, 0.1, season > 1 ? 0.1 : 0);
        HoltWinters? fit = Fit(values, season, best, [], out refusal);
        if (fit is null) return null;
        double width = 0.5;
        for (int round = 0; round < 3; round++, width /= 5)
        {
            SmoothingFactors centre = round == 0 ? new SmoothingFactors(0.5, 0.5, season > 1 ? 0.5 : 0) : best;
            for (int i = -5; i <= 5; i++)
            {
                for (int j = -5; j <= 5; j++)
                {
                    for (int k = season > 1 ? -5 : 0; k <= (season > 1 ? 5 : 0); k++)
                    {
                        Try(new SmoothingFactors(Near(centre.Level, i), Near(centre.Trend, j), Near(centre.Season, k)), values);
                    }
                }
            }
        }

        return fit;

        double Near(double centre, int steps) => Math.Clamp(centre + (steps * width / 5), 0, 1);

        void Try(SmoothingFactors factors, ReadOnlySpan<double> series)
        {
            if (Fit(series, season, factors, [], out _) is { } other
                && other.SquaredErrors < fit.SquaredErrors) (fit, best) = (other, factors);
        }
    }

    /// <summary>
    /// Takes the next value in; one that is not finite is left out and false returned, and the series moves on by its forecast.
    /// </summary>
    public bool Add(double value)
    {
        int place = Count % _season.Length;
        double forecast = Level + Trend + _season[place];
        bool taken = double.IsFinite(value);
        double error = taken ? value - forecast : 0;
        Level += Trend + (Factors.Level * error);
        Trend += Factors.Level * Factors.Trend * error;
        if (_season.Length > 1) _season[place] += Factors.Season * error;
        SquaredErrors += error * error;
        Errors += taken ? 1 : 0;
        Count++;
        return taken;
    }

    /// <summary>The value <paramref name="steps"/> ahead, 1 for the next one.</summary>
    public double Forecast(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return Level + (steps * Trend) + _season[(Count + steps - 1) % _season.Length];
    }

    /// <summary>The forecast with its prediction interval at a confidence inside (0, 1); without ends before there is an error.</summary>
    public Interval ForecastInterval(int steps, double level = 0.95)
    {
        double value = Forecast(steps);
        if (Errors == 0) return new Interval(value, double.NegativeInfinity, double.PositiveInfinity);
        double variance = 1;
        for (int j = 1; j < steps; j++)
        {
            double c = Factors.Level * (1 + (Factors.Trend * j));
            if (_season.Length > 1 && j % _season.Length == 0) c += Factors.Season;
            variance += c * c;
        }

        double half = NormalDistribution.Quantile(0.5 + (level / 2)) * ErrorDeviation * Math.Sqrt(variance);
        return new Interval(value, value - half, value + half);
    }

    private static Refusal Check(ReadOnlySpan<double> values, int season, SmoothingFactors factors)
    {
        if (season < 1 || !factors.AreInRange) return Refusal.OutOfRange;
        if (values.Length < 2 * season) return Refusal.TooFew;
        return System.Numerics.Tensors.TensorPrimitives.IsFiniteAll(values) ? Refusal.None : Refusal.NonFinite;
    }

    private void Start(ReadOnlySpan<double> values)
    {
        int m = _season.Length;
        double first = Mean(values[..m]);
        Trend = (Mean(values.Slice(m, m)) - first) / m;
        if (m == 1)
        {
            // Without a season the line through the first two values has used both.
            Level = values[1];
            Count = 2;
            return;
        }

        Level = first;
        for (int k = 0; k < m; k++) _season[k] = values[k] - first;
        Count = m;
    }

    private static double Mean(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.Sum(values) / values.Length;
}
