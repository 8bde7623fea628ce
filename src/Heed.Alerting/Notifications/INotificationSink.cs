namespace Heed.Alerting.Notifications;

/// <summary>
/// The gate through which notifications leave alerting. Called without any lock held and in the order of the decisions. What was
/// <see cref="DeliveryAnswer.Queued"/> is reported to <c>AlertDispatcher.Delivered</c> or <c>DeliveryFailed</c>, from any thread.
/// </summary>
public interface INotificationSink
{
    DeliveryAnswer Deliver(Notification notification);
}
