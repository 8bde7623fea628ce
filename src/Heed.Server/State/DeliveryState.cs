namespace Heed.Server.State;

/// <summary>What became of a notification in the outbox.</summary>
public enum DeliveryState
{
    Pending,
    Sent,

    /// <summary>Given up after the last attempt; the group's next flush decides anew.</summary>
    Failed,
}
