using Heed.Alerting.Notifications;

namespace Heed.Alerting.Escalation;

/// <summary>A notice that waits for the end of a person's quiet hours.</summary>
/// <param name="DueMs">When they end.</param>
public sealed record HeldNotice(string Person, NotifyReason Reason, long DueMs);
