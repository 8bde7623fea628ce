using Heed.Alerting.Notifications;

namespace Heed.Receivers;

/// <summary>One way to a person. Safe for use by several threads.</summary>
public interface IReceiver
{
    /// <summary>Makes one attempt; when to make the next is the caller's decision. Throws only when cancelled.</summary>
    Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation);
}
