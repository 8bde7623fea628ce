namespace Heed.Alerting.Notifications;

/// <summary>Why a notification is sent.</summary>
public enum NotifyReason
{
    /// <summary>It is not sent.</summary>
    None,

    /// <summary>This receiver has not heard of the group, or what it heard is too old to be remembered.</summary>
    FirstNotification,

    /// <summary>The group has firing alerts that the last notification did not name as firing.</summary>
    NewAlertsInGroup,

    /// <summary>The group still fires, but has resolved alerts that the last notification did not name as resolved.</summary>
    NewResolvedAlertsInGroup,

    /// <summary>Nothing in the group fires any more.</summary>
    AllAlertsResolved,

    /// <summary>Nothing changed, but the last notification is older than the route's repeat interval.</summary>
    RepeatIntervalElapsed,

    /// <summary>An incident has opened, and the recipient is on call for it.</summary>
    IncidentOpened,

    /// <summary>Nobody acknowledged the incident in time: it is the recipient's turn.</summary>
    NotAcknowledged,

    /// <summary>The incident has become more severe.</summary>
    SeverityRaised,

    /// <summary>Who acknowledged the incident is reminded that it is still open.</summary>
    StillOpen,

    /// <summary>The acknowledgement has expired, or was taken back.</summary>
    AcknowledgementEnded,

    /// <summary>The incident is over.</summary>
    IncidentResolved,

    /// <summary>A silence ends soon while it still holds alerts.</summary>
    SilenceEnds,

    /// <summary>
    /// An incident changed in a way that is worth no interruption. Only for integrations that can show it without one
    /// (<c>IntegrationOptions.UpdatesQuietly</c>).
    /// </summary>
    IncidentUpdated,
}
