namespace Heed.Monitoring.Drift;

/// <summary>Two columns of which each looks like the other's baseline.</summary>
/// <param name="First">In the order of the baseline.</param>
/// <param name="FirstStatistic">The first one's current values against the second one's baseline.</param>
/// <param name="SecondStatistic">The second one's current values against the first one's baseline.</param>
public sealed record ColumnSwap(string First, string Second, double FirstStatistic, double SecondStatistic);
