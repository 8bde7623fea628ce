namespace Heed.Statistics.Forecasts;

/// <summary>
/// Double exponential smoothing as PromQL's <c>holt_winters</c> has it: s₀ = y₀, b = y₁ − y₀; then from the second step on b = tf·(sᵢ₋₁ −
/// sᵢ₋₂) + (1 − tf)·b, and sᵢ = sf·yᵢ + (1 − sf)·(sᵢ₋₁ + b); the last s, in the unit of the values. Assumes equal steps of time. Refused:
/// fewer than two values, a factor outside (0, 1). NaN and infinities go through the formula. Source: C. C. Holt, ONR memorandum 52
/// (1957). See docs/statistics/forecasts.md.
/// </summary>
public static class DoubleExponentialSmoothing
{
    /// <param name="smoothing">The weight of the newest value, inside (0, 1).</param>
    /// <param name="trend">The weight of the newest trend, inside (0, 1).</param>
    public static SmoothedValue Of(ReadOnlySpan<double> values, double smoothing, double trend)
    {
        if (!(smoothing is > 0 and < 1 && trend is > 0 and < 1)) return SmoothedValue.Refused(Refusal.OutOfRange);
        if (values.Length < 2) return SmoothedValue.Refused(Refusal.TooFew);
        double before = 0;
        double level = values[0];
        double slope = values[1] - values[0];
        for (int i = 1; i < values.Length; i++)
        {
            if (i > 1) slope = (trend * (level - before)) + ((1 - trend) * slope);
            before = level;
            level = (smoothing * values[i]) + ((1 - smoothing) * (level + slope));
        }

        return new SmoothedValue(level);
    }
}
