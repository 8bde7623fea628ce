using Heed.Ingest.Events;

namespace Heed.Server.Hosting;

/// <summary>What became of a body of events.</summary>
/// <param name="Accepted">Events that are durable and in the figures.</param>
/// <param name="Body">The refusals, and what ended the reading early.</param>
/// <param name="Failure">Why events that were fine could not be made durable; null where all could.</param>
/// <param name="IsOverloaded">Nothing was taken because the queue is full.</param>
public sealed record IngestReceipt(long Accepted, EventBodyResult Body, string? Failure, bool IsOverloaded)
{
    public static readonly IngestReceipt Overloaded = new(0, new EventBodyResult(0, 0, [], null), null, true);
}
