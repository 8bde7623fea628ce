namespace Heed.Storage;

/// <summary>Figures of a store at one moment. Counters start at zero when the store opens.</summary>
public sealed record StoreReport
{
    /// <summary>Series held now.</summary>
    public required int Series { get; init; }

    /// <summary>Samples held now.</summary>
    public required long Samples { get; init; }

    /// <summary>Bytes of the sealed chunks held now; the open chunk of each series comes on top.</summary>
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

    /// <summary>How many stretches <see cref="Damages"/> names; the counters count all of them.</summary>
    public const int MaxDamages = 100;
}
