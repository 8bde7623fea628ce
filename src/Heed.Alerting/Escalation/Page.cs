using Heed.Alerting.Notifications;

namespace Heed.Alerting.Escalation;

/// <summary>A decision to tell somebody something.</summary>
/// <param name="Detail">As <c>step 1 of 2, round 1</c>; may be empty.</param>
internal sealed record Page(Recipient Recipient, NotifyReason Reason, string Detail);
