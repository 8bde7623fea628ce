namespace Heed.Ingest.Journal;

/// <summary>A stretch of a segment that holds no readable record.</summary>
/// <param name="Segment">The file's name.</param>
/// <param name="Offset">Where it starts in the file.</param>
/// <param name="Bytes">Up to the next readable record, or to the end of the file.</param>
/// <param name="Detail">What is wrong.</param>
public sealed record JournalDamage(string Segment, long Offset, long Bytes, string Detail);
