using Heed.Alerting.Notifications;

namespace Heed.Alerting.Log;

/// <summary>Decides whether a group has something to say that its receiver does not know: Alertmanager's rules.</summary>
public static class Deduplication
{
    /// <param name="entry">What the receiver was told last; null for nothing.</param>
    /// <param name="firing">Fingerprints, ascending.</param>
    /// <param name="resolved">Fingerprints, ascending.</param>
    /// <param name="sendResolved">Whether the integration wants to hear of resolved alerts.</param>
    /// <param name="repeatInterval">How much older than now an unchanged notification has to be to be repeated; equal is not older.</param>
    /// <param name="nowMs">Milliseconds since the Unix epoch.</param>
    /// <param name="hold">Why not, where the answer is <see cref="NotifyReason.None"/>.</param>
    public static NotifyReason Decide(
        LogEntry? entry,
        IReadOnlyList<ulong> firing,
        IReadOnlyList<ulong> resolved,
        bool sendResolved,
        TimeSpan repeatInterval,
        long nowMs,
        out HoldReason hold)
    {
        hold = HoldReason.None;
        if (entry is null)
        {
            if (firing.Count > 0) return NotifyReason.FirstNotification;
            hold = HoldReason.ResolvedBeforeNotified;
            return NotifyReason.None;
        }

        if (!IsSubset(firing, entry.Firing)) return NotifyReason.NewAlertsInGroup;
        if (firing.Count == 0)
        {
            // Said whatever send_resolved is: the log has to learn that nothing fires any more.
            if (entry.Firing.Count > 0) return NotifyReason.AllAlertsResolved;
            hold = HoldReason.NothingNew;
            return NotifyReason.None;
        }

        if (sendResolved && !IsSubset(resolved, entry.Resolved)) return NotifyReason.NewResolvedAlertsInGroup;
        if (entry.TimeMs < nowMs - (long)repeatInterval.TotalMilliseconds) return NotifyReason.RepeatIntervalElapsed;
        hold = HoldReason.NothingNew;
        return NotifyReason.None;
    }

    private static bool IsSubset(IReadOnlyList<ulong> part, IReadOnlyList<ulong> whole)
    {
        int at = 0;
        foreach (ulong wanted in part)
        {
            while (at < whole.Count && whole[at] < wanted) at++;
            if (at == whole.Count || whole[at] != wanted) return false;
        }

        return true;
    }
}
