namespace Heed.Statistics.Forecasts;

/// <summary>On which side of a threshold it counts as reached.</summary>
public enum ThresholdSide
{
    Above,
    Below,
}
