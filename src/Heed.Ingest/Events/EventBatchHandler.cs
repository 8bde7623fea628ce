using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Takes over the accepted events of a body, a batch at a time. The reader waits for it and then uses both again.</summary>
/// <param name="batch">The records; <see cref="EventRecord.SourceStart"/> points into <paramref name="canonical"/>.</param>
/// <param name="canonical">
/// One line an event, each ended by a line feed: what the journal keeps. Read again with the same limits and the same "now", it
/// gives the same records.
/// </param>
/// <param name="cancellation">The one that reading was called with.</param>
public delegate ValueTask EventBatchHandler(RecordBatch batch, ReadOnlyMemory<byte> canonical, CancellationToken cancellation);
