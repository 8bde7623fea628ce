namespace Heed.Alerting.Notifications;

/// <summary>Why an alert is not notified.</summary>
public enum HoldReason
{
    /// <summary>It is notified.</summary>
    None,

    /// <summary>The group's timer (group wait, then group interval) has not come to it yet.</summary>
    WaitingForGroup,

    /// <summary>Another firing alert inhibits it.</summary>
    Inhibited,

    /// <summary>The route has active time intervals and the time is in none of them.</summary>
    OutsideActiveTimeInterval,

    MutedByTimeInterval,
    Silenced,

    /// <summary>Work on it was announced, and goes on.</summary>
    InMaintenance,

    /// <summary>The receiver knows all of it already and the repeat interval has not passed.</summary>
    NothingNew,

    /// <summary>The alert fired and resolved before anybody was told.</summary>
    ResolvedBeforeNotified,

    /// <summary>The receiver has <c>send_resolved: false</c>.</summary>
    ResolvedNotWanted,

    /// <summary>The receiver is a name only: it sends to nobody.</summary>
    ReceiverSendsNowhere,

    /// <summary>It joined an incident that its people know of, at no higher severity.</summary>
    JoinedIncident,

    /// <summary>It is resolved, but its incident is not over: it is said when nothing has fired again for a while.</summary>
    IncidentMayReopen,

    /// <summary>A person has acknowledged or resolved its incident: nothing is repeated.</summary>
    IncidentAcknowledged,

    /// <summary>The outbox has no room or gave up; the next flush tries again.</summary>
    DeliveryFailed,
}
