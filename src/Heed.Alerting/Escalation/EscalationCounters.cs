namespace Heed.Alerting.Escalation;

/// <summary>What escalation has done so far.</summary>
public readonly record struct EscalationCounters(
    long Opened, long Refused, long Notices, long RefusedNotices, long HeldNotices, long Acknowledged, long ExpiredAcknowledgements, long Exhausted, long Gaps);
