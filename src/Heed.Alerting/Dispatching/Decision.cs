using Heed.Alerting.Notifications;

namespace Heed.Alerting.Dispatching;

/// <summary>What was decided at a flush. One of the two reasons is <c>None</c>.</summary>
/// <param name="TimeMs">When.</param>
/// <param name="Notify">Why it was sent.</param>
/// <param name="Hold">Why it was not.</param>
/// <param name="Cause">The labels of the inhibiting alert, the id of the silence, the name of the time interval; else empty.</param>
public readonly record struct Decision(long TimeMs, NotifyReason Notify, HoldReason Hold, string Cause)
{
    public static Decision Held(long timeMs, HoldReason hold, string cause = "") => new(timeMs, NotifyReason.None, hold, cause);

    public static Decision Sent(long timeMs, NotifyReason notify) => new(timeMs, notify, HoldReason.None, "");
}
