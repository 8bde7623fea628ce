namespace Heed.Statistics.Forecasts;

/// <summary>The last value of a smoothed series.</summary>
/// <param name="Value">In the unit of the series; NaN where refused.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct SmoothedValue(double Value, Refusal Refusal = Refusal.None)
{
    internal static SmoothedValue Refused(Refusal refusal) => new(double.NaN, refusal);
}
