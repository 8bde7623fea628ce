namespace Heed.Alerting.Escalation;

/// <summary>Everything that escalation has to know after a restart: plain data, equal for equal histories.</summary>
/// <param name="Escalations">Ordered by incident.</param>
/// <param name="Turns">How many incidents each policy has had: where the next begins in steps that take turns.</param>
public sealed record EscalationRecords(IReadOnlyList<EscalationState> Escalations, IReadOnlyDictionary<string, int> Turns);
