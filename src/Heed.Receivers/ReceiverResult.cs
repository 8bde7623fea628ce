namespace Heed.Receivers;

/// <summary>How one attempt to deliver a notification ended.</summary>
public abstract record ReceiverResult
{
    private ReceiverResult()
    {
    }

    /// <summary>It arrived.</summary>
    /// <param name="Receipt">What the other side said, shortened.</param>
    public sealed record Delivered(string Receipt) : ReceiverResult;

    /// <summary>It may arrive later.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    /// <param name="RetryAfter">How long the other side wants to be left alone; null where it does not say.</param>
    public sealed record Retry(string Reason, TimeSpan? RetryAfter) : ReceiverResult;

    /// <summary>It will never arrive as it is: the other side refuses it, or the configuration is wrong.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Rejected(string Reason) : ReceiverResult;
}
