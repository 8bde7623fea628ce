namespace Heed.Alerting.Escalation;

/// <summary>Whom a step of a policy names.</summary>
public enum TargetKind
{
    Person,

    /// <summary>Whoever a schedule has on call when the step comes.</summary>
    Schedule,

    /// <summary>Whoever stands behind that person: the schedule's backup, else who is on call next.</summary>
    Backup,

    /// <summary>A receiver of the Alertmanager file, such as a room that many read.</summary>
    Receiver,
}
