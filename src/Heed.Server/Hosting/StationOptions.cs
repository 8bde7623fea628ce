using Heed.Rules.Groups;

namespace Heed.Server.Hosting;

/// <summary>How a station is run, beside what <c>heed.yml</c> says.</summary>
public sealed record StationOptions
{
    /// <summary>Where everything is kept; null to keep nothing, as a replay does.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>Where the engine's time starts, in milliseconds since the Unix epoch.</summary>
    public required long StartMs { get; init; }

    /// <summary>Whether Heed's own figures become series: they are no function of the events, so a replay leaves them out.</summary>
    public bool RecordsItself { get; init; } = true;

    /// <summary>Whether targets are scraped: only a live server does.</summary>
    public bool Scrapes { get; init; }

    /// <summary>Whether decisions about alerts are kept: a replay ends with its process.</summary>
    public bool KeepsJournal { get; init; } = true;

    /// <summary>
    /// How far rules may be computed ahead of their time, where somebody tells how far everything is known:
    /// <see cref="RuleEngineOptions.LookAhead"/>. What is measured is then stored by <see cref="Station.StoreMeasured"/> alone.
    /// </summary>
    public TimeSpan LookAhead { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Behind by more than this, a live engine leaves out what it missed instead of catching up: the machine has slept, and figures of
    /// the time between would be made up. Null to leave out nothing, as a manual clock wants.
    /// </summary>
    public TimeSpan? CatchUpLimit { get; init; } = TimeSpan.FromMinutes(5);
}
