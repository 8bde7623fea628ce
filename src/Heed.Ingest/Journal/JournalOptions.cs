namespace Heed.Ingest.Journal;

/// <summary>Settings of an <see cref="EventJournal"/>.</summary>
public sealed record JournalOptions
{
    public const long DefaultSegmentBytes = 64L << 20;

    /// <value>Bytes after which the next commit begins a new file, 1 MiB to 4 GiB. Default: 64 MiB. One commit stays in one file.</value>
    public long SegmentBytes { get; init; } = DefaultSegmentBytes;

    /// <value>What a commit waits for. Default: the disk.</value>
    public SyncMode Sync { get; init; } = SyncMode.Always;

    /// <value>
    /// The least sequence number that may be given out, at least 1. Default: 1. Whoever keeps state up to a number gives the
    /// next one here, so that a number whose record was lost with the end of the journal is never used twice.
    /// </value>
    public ulong LeastNextSequence { get; init; } = 1;
}
