namespace Heed.Alerting.Escalation;

/// <summary>Where an escalation stands.</summary>
public enum EscalationPhase
{
    /// <summary>Steps are taken until somebody acknowledges.</summary>
    Escalating,

    /// <summary>Somebody is on it.</summary>
    Acknowledged,

    /// <summary>All steps were taken as often as the policy says, and nobody acknowledged.</summary>
    Exhausted,

    /// <summary>The incident is over.</summary>
    Resolved,
}
