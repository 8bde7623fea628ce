using Heed.Alerting.Incidents;

namespace Heed.Alerting.State;

/// <summary>An incident as it is kept: over a restart while it is open, and for history when it is closed.</summary>
public sealed record IncidentRecord
{
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required string Team { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required long LastLinkedAtMs { get; init; }

    public required long? OpenedAtMs { get; init; }

    public required long? AcknowledgedAtMs { get; init; }

    public required long? FirstAcknowledgedAtMs { get; init; }

    public required string AcknowledgedBy { get; init; }

    public required long? ResolvedAtMs { get; init; }

    public required string ResolvedBy { get; init; }

    public required long? ClosedAtMs { get; init; }

    public required IncidentVerdict Verdict { get; init; }

    public required string JudgedBy { get; init; }

    public required int TimelineDropped { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>In the order in which they were linked.</summary>
    public required IReadOnlyList<LinkRecord> Links { get; init; }
}
