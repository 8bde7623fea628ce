namespace Heed.Server.Forecasts;

/// <summary>What is fitted to a series' past.</summary>
public enum ForecastMethod
{
    /// <summary>A line of least squares.</summary>
    Linear,

    /// <summary>Exponential smoothing with trend and season.</summary>
    HoltWinters,
}
