namespace Heed.Model.Samples;

/// <summary>A float sample of a series.</summary>
/// <param name="TimeMs">Milliseconds since the Unix epoch.</param>
/// <param name="Value">Any double; <see cref="StaleMarker.Value"/> ends a series.</param>
public readonly record struct SeriesSample(SeriesHandle Series, long TimeMs, double Value);
