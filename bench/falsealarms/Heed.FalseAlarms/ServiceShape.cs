namespace Heed.FalseAlarms;

/// <summary>What the requests of a simulated service are like while nothing changes.</summary>
/// <param name="RequestsPerHour">On average; by day on working days three times that of nights and weekends.</param>
/// <param name="Failing">Share of the requests that fail.</param>
/// <param name="Following">How probably the request after a failed one fails, too: failures come in clusters.</param>
/// <param name="HourNoise">Standard deviation of the logarithm of an hour's rate, and half of it of a day's.</param>
internal sealed record ServiceShape(int RequestsPerHour, double Failing, double Following, double HourNoise)
{
    /// <summary>One in five hundred is slow, and half of these break the promise.</summary>
    public const double Slow = 0.002;
}
