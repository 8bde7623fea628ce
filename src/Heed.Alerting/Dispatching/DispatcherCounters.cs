namespace Heed.Alerting.Dispatching;

/// <summary>What the dispatcher did and what it refused since it began.</summary>
/// <param name="AlertsAccepted">Alerts taken in, repetitions included.</param>
/// <param name="AlertsRefused">Alerts beyond the bound.</param>
/// <param name="GroupsRefused">Groups beyond the bound.</param>
/// <param name="Flushes">Groups that came to their time with alerts in them.</param>
/// <param name="NotificationsOffered">Notifications handed to the sink.</param>
/// <param name="NotificationsRefused">Those that the sink had no room for.</param>
/// <param name="NotificationsDelivered">Those that arrived.</param>
/// <param name="NotificationsFailed">Those that the sink gave up.</param>
public readonly record struct DispatcherCounters(
    long AlertsAccepted,
    long AlertsRefused,
    long GroupsRefused,
    long Flushes,
    long NotificationsOffered,
    long NotificationsRefused,
    long NotificationsDelivered,
    long NotificationsFailed);
