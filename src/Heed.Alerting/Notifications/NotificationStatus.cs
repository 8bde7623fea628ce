namespace Heed.Alerting.Notifications;

/// <summary>The state of an alert in a notification, and of the notification as a whole: firing where any of its alerts is.</summary>
public enum NotificationStatus
{
    Firing,
    Resolved,
}
