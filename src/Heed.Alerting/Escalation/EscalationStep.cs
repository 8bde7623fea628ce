namespace Heed.Alerting.Escalation;

/// <summary>One rung of the ladder.</summary>
/// <param name="Targets">Notified at once.</param>
/// <param name="IsRoundRobin">Whether only one of them is, another one for each incident.</param>
/// <param name="WaitMs">How long to wait for an acknowledgement before the next step, in milliseconds.</param>
public sealed record EscalationStep(IReadOnlyList<EscalationTarget> Targets, bool IsRoundRobin, long WaitMs);
