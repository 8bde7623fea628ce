namespace Heed.Alerting.Escalation;

/// <summary>What became of a wish.</summary>
public enum EscalationOutcome
{
    Done,

    /// <summary>It is so already: acknowledged by the same person, open, or not acknowledged.</summary>
    Already,

    /// <summary>No route leads the incident to a policy.</summary>
    NoPolicy,

    /// <summary>No escalation of that incident is known.</summary>
    Unknown,

    /// <summary>The incident is over.</summary>
    Resolved,

    /// <summary>There are as many escalations as there may be.</summary>
    Full,
}
