namespace Heed.Remote.Writing;

/// <summary>What became of one attempt to send a request.</summary>
/// <param name="Status">Whether it is settled.</param>
/// <param name="Detail">What the store or the network said; empty where it was accepted.</param>
/// <param name="RetryAfter">The store's wish; null for none.</param>
internal readonly record struct WriteOutcome(WriteStatus Status, string Detail, TimeSpan? RetryAfter);
