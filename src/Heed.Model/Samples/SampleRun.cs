namespace Heed.Model.Samples;

/// <summary>Samples of one series with one value at equal distances.</summary>
/// <param name="FirstMs">The first one's time, in milliseconds since the Unix epoch.</param>
/// <param name="StepMs">From one to the next; above 0.</param>
/// <param name="Count">At least 1.</param>
/// <param name="Value">Any double, all 64 bits of it.</param>
public readonly record struct SampleRun(SeriesHandle Series, long FirstMs, long StepMs, int Count, double Value);
