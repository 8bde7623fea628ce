namespace Heed.Server.Forecasts;

/// <summary>What a trial of one series found.</summary>
/// <param name="ErrorRatio">NaN for not known.</param>
/// <param name="SecondsToLimit">0 where it is reached, +∞ where it is not within the horizon; NaN for not known.</param>
internal readonly record struct ForecastFinding(double ErrorRatio, double SecondsToLimit)
{
    public static readonly ForecastFinding Unknown = new(double.NaN, double.NaN);
}
