namespace Heed.Client;

/// <summary>What became of the events of this process.</summary>
/// <param name="Taken">Entered the queue.</param>
/// <param name="Sent">Accepted by the server: durable there.</param>
/// <param name="Dropped">Found no room, or were left when the service ended.</param>
/// <param name="Rejected">Refused by the server.</param>
/// <param name="Spooled">Went to disk while the server was away.</param>
/// <param name="Failures">Requests that had to be repeated.</param>
/// <param name="Undescribed">Predictions whose description threw.</param>
/// <param name="Waiting">In the queue now.</param>
public readonly record struct ClientStats(
    long Taken, long Sent, long Dropped, long Rejected, long Spooled, long Failures, long Undescribed, long Waiting);
