namespace Heed.Remote.Writing;

/// <summary>What happened since the start, and what waits.</summary>
/// <param name="Appended">Samples taken.</param>
/// <param name="Refused">Samples not taken: too many waited in memory.</param>
/// <param name="Sent">Samples that the store accepted.</param>
/// <param name="Rejected">Samples of requests that the store refused for good.</param>
/// <param name="Dropped">Unsent samples that a full queue gave up, the oldest first.</param>
/// <param name="Retries">Requests that were sent again.</param>
/// <param name="WaitingSamples">In the queue.</param>
/// <param name="WaitingBytes">Of them.</param>
/// <param name="FailedCommits">The queue's disk refused; what it refused is kept in memory and tried again.</param>
/// <param name="LastFailure">What the store, the network or the disk said last; null where nothing failed yet.</param>
public sealed record RemoteWriteCounters(
    long Appended, long Refused, long Sent, long Rejected, long Dropped, long Retries, long WaitingSamples, long WaitingBytes,
    long FailedCommits, string? LastFailure);
