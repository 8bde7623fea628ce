namespace Heed.Client.Sending;

/// <summary>Counts that any thread adds to.</summary>
internal sealed class ClientCounters
{
    public Count Sent { get; } = new();

    public Count Dropped { get; } = new();

    public Count Rejected { get; } = new();

    public Count Spooled { get; } = new();

    public Count Failures { get; } = new();

    public Count Undescribed { get; } = new();

    public ClientStats Read(long taken, long waiting) =>
        new(taken, Sent.Value, Dropped.Value, Rejected.Value, Spooled.Value, Failures.Value, Undescribed.Value, waiting);
}
