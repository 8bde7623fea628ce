namespace Heed.Server.Incidents;

/// <summary><c>GET /v1/incidents</c>: what is not closed first, the newest first within.</summary>
internal sealed record IncidentList(IReadOnlyList<IncidentFigure> Incidents, int Open);

internal record IncidentFigure
{
    public required string Id { get; init; }

    /// <summary>The probable cause in a sentence.</summary>
    public required string Title { get; init; }

    public required string Model { get; init; }

    public string? Team { get; init; }

    /// <summary><c>open</c>, <c>acknowledged</c>, <c>resolved</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The highest that it had: <c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    public required string Severity { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it first was to interrupt somebody.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The person who said that it is over; null where its alerts ended.</summary>
    public string? ResolvedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary><c>acted_on</c> or <c>noise</c>.</summary>
    public string? Verdict { get; init; }

    public string? JudgedBy { get; init; }

    public int AlertCount { get; init; }

    /// <summary>How many of them fire.</summary>
    public int FiringCount { get; init; }
}

/// <summary><c>GET /v1/incidents/{id}</c></summary>
internal sealed record IncidentDetail : IncidentFigure
{
    /// <summary>The layers that have alerts, from causes to effects.</summary>
    public IReadOnlyList<IncidentChainLink> Chain { get; init; } = [];

    /// <summary>The probable cause first, then by layer and time.</summary>
    public IReadOnlyList<IncidentAlertFigure> Alerts { get; init; } = [];

    /// <summary>In order of time; deployments of the model from a day before on are in it.</summary>
    public IReadOnlyList<TimelineFigure> Timeline { get; init; } = [];

    /// <summary>Lines of the timeline that found no room.</summary>
    public int TimelineDropped { get; init; }
}

internal sealed record IncidentChainLink(string Layer, IReadOnlyList<string> Alerts);

internal sealed record IncidentAlertFigure
{
    /// <summary>Sixteen hexadecimal digits, as in <c>/v1/alerts</c>.</summary>
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    public required string Severity { get; init; }

    public string? Layer { get; init; }

    /// <summary>
    /// <c>announced</c> where it interrupted, <c>joined</c> where people knew of the incident, <c>waiting</c> where it was held.
    /// </summary>
    public required string Standing { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public string? RunbookUrl { get; init; }
}

/// <summary>A line of the timeline.</summary>
/// <param name="Kind">As <c>alert_fired</c>, <c>notice</c>, <c>acknowledged</c>, <c>comment</c>, <c>deployment</c>.</param>
/// <param name="Who">The person or the receiver.</param>
internal sealed record TimelineFigure(DateTimeOffset Time, string Kind, string? Who, string Text);

/// <summary>The body of what people do to an incident.</summary>
/// <param name="Who">Who does it.</param>
/// <param name="Note">What they want to say; the text of a comment.</param>
/// <param name="Verdict"><c>acted_on</c>, <c>noise</c> or <c>none</c>; of a verdict only.</param>
internal sealed record IncidentAction(string? Who, string? Note, string? Verdict);
