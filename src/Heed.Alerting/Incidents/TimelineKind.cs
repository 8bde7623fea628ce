namespace Heed.Alerting.Incidents;

/// <summary>What a line of an incident's timeline tells.</summary>
public enum TimelineKind
{
    AlertFired,
    AlertResolved,
    Opened,
    AlertJoined,
    SeverityRaised,
    CauseChanged,

    /// <summary>A notice was handed over for a receiver.</summary>
    Notice,
    Acknowledged,
    Unacknowledged,
    Comment,
    Verdict,
    Resolved,
    Reopened,
    Closed,
}
