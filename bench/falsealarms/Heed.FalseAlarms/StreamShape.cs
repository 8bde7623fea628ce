namespace Heed.FalseAlarms;

/// <summary>What the records of a simulated model look like.</summary>
/// <param name="RecordsPerLook">Records an hour.</param>
/// <param name="Categories">Of each feature, with Zipf's shares; 0 for a number.</param>
/// <param name="LogNormal">Whether numbers are lognormal instead of normal.</param>
/// <param name="Correlation">Of a value with the next record's: the hidden normal process is of first order.</param>
/// <param name="Season">Amplitude of the day's wave in every feature, in standard deviations.</param>
internal sealed record StreamShape(int RecordsPerLook, int Features, int Categories, bool LogNormal, double Correlation, double Season = 0)
{
    public string Distribution => Categories > 0 ? $"zipf{Categories}" : LogNormal ? "lognormal" : "normal";
}
