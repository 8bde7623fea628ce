namespace Heed.Statistics.Forecasts;

/// <summary>The weights of the newest observation in exponential smoothing; each 0 to 1.</summary>
/// <param name="Level">α.</param>
/// <param name="Trend">β, of the change of the level.</param>
/// <param name="Season">γ; of no effect without a season.</param>
public readonly record struct SmoothingFactors(double Level, double Trend, double Season = 0)
{
    /// <summary>Whether all are within 0 and 1.</summary>
    public bool AreInRange => Level is >= 0 and <= 1 && Trend is >= 0 and <= 1 && Season is >= 0 and <= 1;
}
