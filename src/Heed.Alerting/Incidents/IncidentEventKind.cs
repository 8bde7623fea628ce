namespace Heed.Alerting.Incidents;

/// <summary>What happened to an incident.</summary>
public enum IncidentEventKind
{
    /// <summary>It is to interrupt somebody: at least one of its alerts has come through to a receiver.</summary>
    Opened,

    /// <summary>An alert joined, its probable cause changed, or somebody commented or judged.</summary>
    Updated,

    /// <summary>An alert of a higher severity than any before joined.</summary>
    SeverityRaised,
    Acknowledged,
    Unacknowledged,

    /// <summary>None of its alerts fires any more, or a person said that it is over.</summary>
    Resolved,

    /// <summary>An alert fires again before it was closed.</summary>
    Reopened,

    /// <summary>It stayed resolved; the next alert of the model begins another incident.</summary>
    Closed,
}
