namespace Heed.Ingest.RemoteWrite;

/// <summary>How a request is answered.</summary>
/// <param name="StatusCode">
/// 204; 400 where something was refused for good, though the rest is written; 413 and 415; 429 where a limit of the store was the only
/// reason, which may pass.
/// </param>
/// <param name="Message">What was wrong, for the sender's log; null with 204.</param>
/// <param name="Tally">What the headers of the answer tell.</param>
public sealed record RemoteWriteAnswer(int StatusCode, string? Message, RemoteWriteTally Tally);
