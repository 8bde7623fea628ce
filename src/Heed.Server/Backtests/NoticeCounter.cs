using Heed.Alerting.Notifications;

namespace Heed.Server.Backtests;

/// <summary>Takes every notice that would leave, and tells nobody.</summary>
/// <param name="notified">Gets each alert of a notice that fires.</param>
internal sealed class NoticeCounter(Action<NotifiedAlert> notified) : INotificationSink
{
    private readonly SortedDictionary<string, long> _byReceiver = new(StringComparer.Ordinal);

    public long Notifications { get; private set; }

    /// <summary>Notices that say that something fires.</summary>
    public long Interruptions { get; private set; }

    public IReadOnlyList<KeyValuePair<string, long>> ByReceiver => [.. _byReceiver];

    public DeliveryAnswer Deliver(Notification notification)
    {
        Notifications++;
        if (notification.Status == NotificationStatus.Firing) Interruptions++;
        _byReceiver[notification.Receiver] = _byReceiver.GetValueOrDefault(notification.Receiver) + 1;
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            if (alert.Status == NotificationStatus.Firing) notified(alert);
        }

        return DeliveryAnswer.Delivered;
    }
}
