using Heed.Alerting.Notifications;
using Heed.Model.Time;

namespace Heed.Alerting.Dispatching;

/// <summary>Decisions as sentences: the same words in the log, on screen and in an answer of the API.</summary>
public static class DecisionText
{
    public static string Of(in Decision decision) => decision.Notify != NotifyReason.None
        ? $"notified at {Rfc3339.Format(decision.TimeMs)}: {Of(decision.Notify)}"
        : Of(decision.Hold, decision.Cause);

    public static string Of(NotifyReason reason) => reason switch
    {
        NotifyReason.FirstNotification => "first notification of the group",
        NotifyReason.NewAlertsInGroup => "new alerts in the group",
        NotifyReason.NewResolvedAlertsInGroup => "newly resolved alerts in the group",
        NotifyReason.AllAlertsResolved => "all alerts of the group are resolved",
        NotifyReason.RepeatIntervalElapsed => "the repeat interval has passed",
        NotifyReason.IncidentOpened => "an incident has opened",
        NotifyReason.NotAcknowledged => "nobody has acknowledged the incident",
        NotifyReason.SeverityRaised => "the incident has become more severe",
        NotifyReason.StillOpen => "the incident is still open",
        NotifyReason.AcknowledgementEnded => "the acknowledgement has ended",
        NotifyReason.IncidentResolved => "the incident is over",
        NotifyReason.SilenceEnds => "a silence ends soon",
        NotifyReason.IncidentUpdated => "the incident has changed",
        _ => "not notified",
    };

    public static string Of(HoldReason reason, string cause) => reason switch
    {
        HoldReason.WaitingForGroup => "waiting for the group's timer",
        HoldReason.Inhibited => $"inhibited by {cause}",
        HoldReason.OutsideActiveTimeInterval => $"outside the active time intervals {cause}",
        HoldReason.MutedByTimeInterval => $"muted by the time interval {cause}",
        HoldReason.InMaintenance => $"in the announced maintenance {cause}",
        HoldReason.Silenced => $"silenced by {cause}",
        HoldReason.NothingNew => "nothing new since the last notification",
        HoldReason.ResolvedBeforeNotified => "resolved before anybody was notified",
        HoldReason.ResolvedNotWanted => "the receiver does not want to hear of resolved alerts",
        HoldReason.ReceiverSendsNowhere => "the receiver sends nowhere",
        HoldReason.JoinedIncident => $"joined the incident {cause}, which people know of",
        HoldReason.IncidentMayReopen => "resolved, but its incident may reopen",
        HoldReason.IncidentAcknowledged => "somebody has its incident",
        HoldReason.DeliveryFailed => "the delivery failed; the next flush tries again",
        _ => "notified",
    };
}
