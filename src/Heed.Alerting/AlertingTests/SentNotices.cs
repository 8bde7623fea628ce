using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.AlertingTests;

/// <summary>Takes the notices of a test. The integrations of a receiver, and the contacts of a person, count as one notice.</summary>
internal sealed class SentNotices(long startMs) : INotificationSink
{
    private readonly List<SentNotice> _all = [];
    private readonly HashSet<(long TimeMs, string Who, string Group)> _known = [];

    public IReadOnlyList<SentNotice> All => _all;

    public DeliveryAnswer Deliver(Notification notification)
    {
        string who = notification.Recipient.Length > 0 ? "person " + notification.Recipient : notification.Receiver;
        if (!_known.Add((notification.TimeMs, who, notification.GroupKey))) return DeliveryAnswer.Delivered;
        _all.Add(new SentNotice(
            TimeSpan.FromMilliseconds(notification.TimeMs - startMs),
            notification.Receiver,
            notification.Recipient,
            notification.Status == NotificationStatus.Resolved,
            [.. notification.Alerts.Select(a => a.Labels.Get(LabelNames.AlertName)).Order(StringComparer.Ordinal)],
            DecisionText.Of(notification.Reason)));
        return DeliveryAnswer.Delivered;
    }
}
