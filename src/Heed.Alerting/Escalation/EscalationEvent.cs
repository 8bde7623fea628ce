namespace Heed.Alerting.Escalation;

/// <summary>What happened in an escalation.</summary>
public enum EscalationEvent
{
    Opened,

    /// <summary>It was over, and is not.</summary>
    Reopened,

    /// <summary>A notice to somebody left for the outbox.</summary>
    Notified,

    /// <summary>A notice that is not critical waits for the end of somebody's quiet hours.</summary>
    HeldByQuietHours,

    /// <summary>All alerts of the incident are inhibited, silenced or in maintenance: its steps wait until one of them is not.</summary>
    Held,

    /// <summary>A step named nobody: the schedule has a gap. The next step follows at once.</summary>
    NobodyOnCall,

    /// <summary>No notice of a step arrived. The next step follows at once.</summary>
    NobodyReached,
    SeverityRaised,
    Acknowledged,

    /// <summary>By a person.</summary>
    Unacknowledged,

    /// <summary>The time for which the policy takes an acknowledgement has passed.</summary>
    AcknowledgementExpired,
    Reminded,

    /// <summary>All steps were taken and nobody acknowledged.</summary>
    Exhausted,
    Resolved,
}
