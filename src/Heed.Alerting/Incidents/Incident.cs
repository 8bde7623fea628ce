namespace Heed.Alerting.Incidents;

/// <summary>
/// What a person is interrupted by: the alerts of a model that share a cause. As it stood at one moment; it never changes.
/// </summary>
public sealed record Incident
{
    /// <summary>Twelve hexadecimal digits, derived from the model, the first alert and its time: replays agree on it.</summary>
    public required string Id { get; init; }

    public required string Model { get; init; }

    /// <summary>The label <c>team</c> of its first alert; empty for none.</summary>
    public required string Team { get; init; }

    /// <summary>The probable cause in a sentence: the summary of <see cref="Alerts"/>' first one, or its name.</summary>
    public required string Title { get; init; }

    public required IncidentState State { get; init; }

    /// <summary>The highest that it had.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>When its first alert began to fire.</summary>
    public required long StartedAtMs { get; init; }

    /// <summary>When it first was to interrupt somebody; null while it gathers.</summary>
    public required long? OpenedAtMs { get; init; }

    public required long? AcknowledgedAtMs { get; init; }

    /// <summary>When it was acknowledged for the first time: taking that back does not undo it.</summary>
    public required long? FirstAcknowledgedAtMs { get; init; }

    /// <summary>Empty where nobody did.</summary>
    public required string AcknowledgedBy { get; init; }

    public required long? ResolvedAtMs { get; init; }

    /// <summary>The person who said that it is over; empty where its alerts ended.</summary>
    public required string ResolvedBy { get; init; }

    public required long? ClosedAtMs { get; init; }

    public required IncidentVerdict Verdict { get; init; }

    /// <summary>Empty where nobody did.</summary>
    public required string JudgedBy { get; init; }

    /// <summary>The probable cause first, then by layer and time.</summary>
    public required IReadOnlyList<IncidentAlert> Alerts { get; init; }

    /// <summary>In order of time.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Lines that found no room.</summary>
    public required int TimelineDropped { get; init; }
}
