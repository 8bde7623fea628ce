namespace Heed.Alerting.State;

/// <summary>Everything that alerting has to know after a restart: plain data, equal for equal histories.</summary>
/// <param name="SavedAtMs">The engine's time when it was exported: the time until a restart is taken out of the alerts' lives.</param>
public sealed record AlertingState(
    long SavedAtMs,
    IReadOnlyList<AlertRecord> Alerts,
    IReadOnlyList<GroupRecord> Groups,
    IReadOnlyList<LogRecord> Log,
    IReadOnlyList<SilenceRecord> Silences)
{
    /// <summary>Those that are open, and those that were closed lately, ordered by id.</summary>
    public IReadOnlyList<IncidentRecord> Incidents { get; init; } = [];
}
