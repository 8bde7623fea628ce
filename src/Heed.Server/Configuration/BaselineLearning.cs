using System.Globalization;

using Heed.Model.Time;

namespace Heed.Server.Configuration;

/// <summary>How much of production a model learns its baseline from: either a time or a number of predictions.</summary>
/// <param name="Duration">Event time from the first prediction on.</param>
/// <param name="Records">Predictions.</param>
public sealed record BaselineLearning(TimeSpan? Duration, long? Records)
{
    /// <summary>What a model learns from before it looks back on its own weeks: all hours of a week.</summary>
    public static readonly TimeSpan BeforeWeeks = TimeSpan.FromDays(7);

    public const long LeastRecords = 100;
    public const long MostRecords = 100_000_000;
    public static readonly TimeSpan LeastDuration = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostDuration = TimeSpan.FromDays(90);

    /// <value>The weeks of its own past that the model looks back on once it has learned; 0, the default, for none.</value>
    public int Weeks { get; init; }

    /// <summary>As it is written in <c>heed.yml</c>.</summary>
    public override string ToString() =>
        Duration is { } duration ? PrometheusDuration.Format(duration) : (Records ?? 0).ToString(CultureInfo.InvariantCulture);
}
