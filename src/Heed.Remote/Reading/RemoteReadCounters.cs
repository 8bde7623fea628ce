namespace Heed.Remote.Reading;

/// <summary>What happened since the start.</summary>
/// <param name="Requests">Attempts.</param>
/// <param name="Retries">Those of them that were not the first.</param>
/// <param name="Failures">Questions that no attempt answered.</param>
/// <param name="Samples">Received.</param>
/// <param name="Refused">Answers beyond a limit.</param>
public readonly record struct RemoteReadCounters(long Requests, long Retries, long Failures, long Samples, long Refused);
