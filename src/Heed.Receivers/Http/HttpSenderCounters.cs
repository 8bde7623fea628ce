namespace Heed.Receivers.Http;

/// <summary>Attempts since the start, by how they ended.</summary>
/// <param name="Attempts">All of them.</param>
/// <param name="Delivered">Answered with success.</param>
/// <param name="Retryable">Answered with 408, 429 or 5xx, or not answered, time-outs included.</param>
/// <param name="TimedOut">Not answered in time.</param>
/// <param name="Rejected">Answered with anything else, or not sendable.</param>
public readonly record struct HttpSenderCounters(long Attempts, long Delivered, long Retryable, long TimedOut, long Rejected);
