namespace Heed.Storage;

/// <summary>Figures of a store at one moment. Counters start at zero when the store opens.</summary>
public sealed record StoreReport
{
    /// <summary>Series in memory now: those with samples that no block has yet.</summary>
    public required int Series { get; init; }

    /// <summary>Samples held now, in memory and in blocks; deleted ones count until their block is written anew.</summary>
    public required long Samples { get; init; }

    /// <summary>Bytes of the sealed chunks in memory now; the open chunk of each series comes on top.</summary>
    public required long ChunkBytes { get; init; }

    /// <summary>Bytes of the write-ahead log's files now.</summary>
    public required long WalBytes { get; init; }

    /// <summary>Bytes that wait for a commit.</summary>
    public required long UncommittedBytes { get; init; }

    /// <summary>Refused samples, an entry for every reason.</summary>
    public required IReadOnlyDictionary<RefusalReason, long> Refused { get; init; }

    /// <summary>Bytes behind the last readable record of a file: what a crash interrupted. Found by opening.</summary>
    public required long CutBytes { get; init; }

    /// <summary>Stretches of unreadable bytes with readable records behind them. Found by opening.</summary>
    public required int DamagedRecords { get; init; }

    /// <summary>The first of the damaged and cut stretches, at most <see cref="MaxDamages"/>.</summary>
    public required IReadOnlyList<DamagedRecord> Damages { get; init; }

    /// <summary>Samples whose series was named only in a damaged record. Found by opening.</summary>
    public required long OrphanSamples { get; init; }

    public required long FailedCommits { get; init; }

    public required long Checkpoints { get; init; }

    public required long FailedCheckpoints { get; init; }

    /// <summary>The message of the newest failed write, or null.</summary>
    public required string? LastFailure { get; init; }

    /// <summary>Series let go because all of their samples were older than the retention.</summary>
    public required long DroppedSeries { get; init; }

    /// <summary>Chunks let go because all of their samples were older than the retention.</summary>
    public required long DroppedChunks { get; init; }

    /// <summary>Blocks held now.</summary>
    public required int Blocks { get; init; }

    /// <summary>Bytes of the blocks' files now.</summary>
    public required long BlockBytes { get; init; }

    /// <summary>Samples in blocks now.</summary>
    public required long BlockSamples { get; init; }

    /// <summary>Files that should be blocks and could not be opened as such. They stay untouched.</summary>
    public required int UnreadableBlocks { get; init; }

    /// <summary>Damaged places met in blocks, at opening or by reading; <see cref="Damages"/> names the first of them.</summary>
    public required int DamagedBlockParts { get; init; }

    /// <summary>Stretches of the head that became blocks.</summary>
    public required long SealedBlocks { get; init; }

    /// <summary>Compactions that were done.</summary>
    public required long Compactions { get; init; }

    /// <summary>Blocks that went into another one, or were written anew.</summary>
    public required long CompactedBlocks { get; init; }

    /// <summary>Blocks deleted by the retention, by time or size.</summary>
    public required long DroppedBlocks { get; init; }

    /// <summary>Seals, compactions and deletions of files that failed; <see cref="LastFailure"/> names the newest.</summary>
    public required long FailedMaintenance { get; init; }

    /// <summary>Compactions given up because a block in them is damaged: it stays as it is.</summary>
    public required long AbandonedCompactions { get; init; }

    /// <summary>Samples taken although their series had newer ones.</summary>
    public required long LateSamples { get; init; }

    /// <summary>Calls of <see cref="SeriesStore.Delete"/>.</summary>
    public required long Deletions { get; init; }

    /// <summary>Samples in memory that deletions took.</summary>
    public required long DeletedSamples { get; init; }

    /// <summary>How many stretches <see cref="Damages"/> names; the counters count all of them.</summary>
    public const int MaxDamages = 100;
}
