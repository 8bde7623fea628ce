namespace Heed.Alerting.Notifications;

/// <summary>What a sink says to a notification that it is handed.</summary>
public enum DeliveryAnswer
{
    /// <summary>It is in an outbox; the sink reports later how it ended.</summary>
    Queued,

    /// <summary>It has arrived; no report follows.</summary>
    Delivered,

    /// <summary>There is no room for it: the next flush of the group decides anew.</summary>
    Refused,
}
