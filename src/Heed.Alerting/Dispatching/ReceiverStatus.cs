namespace Heed.Alerting.Dispatching;

/// <summary>What was decided last about an alert for one integration of one receiver.</summary>
/// <param name="Receiver">The receiver's name.</param>
/// <param name="Integration">As <c>slack[0]</c>; empty for a receiver that sends nowhere.</param>
/// <param name="GroupKey">Of the group that the alert is in.</param>
/// <param name="Last">The decision of the group's last flush that the alert was in.</param>
/// <param name="NextFlushMs">When the group decides again.</param>
/// <param name="Reason">A sentence for people.</param>
public sealed record ReceiverStatus(string Receiver, string Integration, string GroupKey, Decision Last, long NextFlushMs, string Reason);
