namespace Heed.Server.OnCall;

/// <summary>The body of <c>GET /v1/oncall</c>.</summary>
internal sealed record OnCallNow(DateTimeOffset Time, IReadOnlyList<ScheduleNow> Schedules, IReadOnlyList<PersonFigure> People);

/// <summary>Who is on call now and next.</summary>
internal sealed record ScheduleNow(string Name, string TimeZone, ShiftFigure? Now, ShiftFigure? Next, string? Backup);

internal sealed record PersonFigure(string Name, string FullName, string TimeZone, bool Quiet, IReadOnlyList<string> OnCallFor);

/// <summary>The body of <c>GET /v1/oncall/schedules/{name}</c>.</summary>
internal sealed record ScheduleDetail(string Name, string TimeZone, IReadOnlyList<ShiftFigure> Shifts);

/// <param name="To">Null where it has no end.</param>
/// <param name="Source">The layer or the override that says so.</param>
internal sealed record ShiftFigure(string Person, string FullName, DateTimeOffset From, DateTimeOffset? To, string Source, bool IsOverride);

internal sealed record OverrideFigure(
    string Id, string Schedule, string Person, DateTimeOffset From, DateTimeOffset To, string CreatedBy, string Comment);

internal sealed record OverrideFigures(IReadOnlyList<OverrideFigure> Overrides);

/// <summary>The body of a wish to stand in.</summary>
/// <param name="Person">Who stands in.</param>
/// <param name="From">An RFC 3339 time, or one by the clock of the schedule such as <c>2026-03-07 09:00</c>; now where left out.</param>
/// <param name="To">As <paramref name="From"/>.</param>
/// <param name="For">A duration such as <c>8h</c>, instead of <paramref name="To"/>.</param>
/// <param name="By">Who wants it.</param>
/// <param name="Comment">Why.</param>
internal sealed record OverrideWish(string? Person, string? From, string? To, string? For, string? By, string? Comment);

/// <summary>The body of an acknowledgement.</summary>
internal sealed record AcknowledgementWish(string? By, string? Note);

internal sealed record EscalationFigures(IReadOnlyList<EscalationFigure> Escalations);

internal sealed record EscalationFigure
{
    public required string Incident { get; init; }

    public required string Title { get; init; }

    public required string Severity { get; init; }

    public required string Policy { get; init; }

    /// <summary><c>escalating</c>, <c>acknowledged</c>, <c>exhausted</c> or <c>resolved</c>.</summary>
    public required string Phase { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgementEnds { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When the next step or reminder is due.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The ladder as it was when the incident opened: whom each step names, and how long it waits.</summary>
    public required IReadOnlyList<StepFigure> Steps { get; init; }

    /// <summary>The step that is taken next, from 1; 0 where none is.</summary>
    public required int NextStep { get; init; }

    public required IReadOnlyList<EscalationLine> History { get; init; }
}

internal sealed record StepFigure(IReadOnlyList<string> Targets, bool RoundRobin, string Wait);

internal sealed record EscalationLine(DateTimeOffset Time, string Event, string? Who, string? Detail);
