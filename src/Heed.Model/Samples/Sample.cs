namespace Heed.Model.Samples;

/// <summary>A value at a time.</summary>
/// <param name="TimeMs">Milliseconds since the Unix epoch.</param>
/// <param name="Value">Any double; <see cref="StaleMarker.Value"/> ends a series.</param>
public readonly record struct Sample(long TimeMs, double Value);
