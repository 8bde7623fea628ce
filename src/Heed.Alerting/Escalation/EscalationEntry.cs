namespace Heed.Alerting.Escalation;

/// <summary>A line of an escalation's history.</summary>
/// <param name="Who">The person, schedule or receiver; empty where nobody is meant.</param>
/// <param name="Detail">As <c>step 1 of 2, round 1</c>; may be empty.</param>
public sealed record EscalationEntry(long TimeMs, EscalationEvent Event, string Who, string Detail);
