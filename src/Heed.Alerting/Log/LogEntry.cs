namespace Heed.Alerting.Log;

/// <summary>What an integration was told last about a group.</summary>
/// <param name="NotificationId">Of that notification.</param>
/// <param name="TimeMs">When it was sent.</param>
/// <param name="ExpiresAtMs">From when on it is forgotten, and the group is new to the receiver.</param>
/// <param name="Firing">Fingerprints of the alerts that it named as firing, ascending.</param>
/// <param name="Resolved">Fingerprints of the alerts that it named as resolved, ascending.</param>
/// <param name="IsPending">Whether the sink has not said yet how the delivery ended.</param>
/// <param name="Previous">What stands again where the delivery fails; null for nothing. Only while pending.</param>
public sealed record LogEntry(
    string NotificationId,
    long TimeMs,
    long ExpiresAtMs,
    IReadOnlyList<ulong> Firing,
    IReadOnlyList<ulong> Resolved,
    bool IsPending,
    LogEntry? Previous)
{
    /// <summary>Changes with what a notice shows of incidents; zero for a group without any.</summary>
    public ulong Shown { get; init; }
}
