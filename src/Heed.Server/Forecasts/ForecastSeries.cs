namespace Heed.Server.Forecasts;

/// <summary>The names of what forecasts write.</summary>
public static class ForecastSeries
{
    /// <summary>Absent while the error is above its bound or not known.</summary>
    public const string TimeToExhaustion = "ml_forecast_time_to_exhaustion_seconds";

    public const string Error = "ml_forecast_error_ratio";

    public const string ErrorBound = "ml_forecast_error_bound_ratio";

    /// <summary>The label that holds the forecast's name.</summary>
    public const string Label = "forecast";
}
