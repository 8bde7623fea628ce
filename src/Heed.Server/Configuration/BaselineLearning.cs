using System.Globalization;

using Heed.Model.Time;

namespace Heed.Server.Configuration;

/// <summary>How much of production a model learns its baseline from: either a time or a number of predictions.</summary>
/// <param name="Duration">Event time from the first prediction on.</param>
/// <param name="Records">Predictions.</param>
public sealed record BaselineLearning(TimeSpan? Duration, long? Records)
{
    public const long LeastRecords = 100;
    public const long MostRecords = 100_000_000;
    public static readonly TimeSpan LeastDuration = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostDuration = TimeSpan.FromDays(90);

    /// <summary>As it is written in <c>heed.yml</c>.</summary>
    public override string ToString() =>
        Duration is { } duration ? PrometheusDuration.Format(duration) : (Records ?? 0).ToString(CultureInfo.InvariantCulture);
}
