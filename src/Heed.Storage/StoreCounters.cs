using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Head;

namespace Heed.Storage;

/// <summary>What the store counts. Belongs to its writer.</summary>
internal sealed class StoreCounters
{
    private readonly long[] _refused = new long[Enum.GetValues<RefusalReason>().Length];
    private long _droppedSeries;
    private long _droppedChunks;

    public long Samples { get; set; }

    public long ChunkBytes { get; set; }

    public long LateSamples { get; set; }

    public long Deletions { get; set; }

    public long DeletedSamples { get; private set; }

    public long SealedBlocks { get; set; }

    public long Compactions { get; set; }

    public long CompactedBlocks { get; set; }

    public long AbandonedCompactions { get; set; }

    public long DroppedBlocks { get; set; }

    public void Refuse_NeedsLock(RefusalReason reason) => _refused[(int)reason]++;

    public void Refuse_NeedsLock(AppendOutcome outcome) => Refuse_NeedsLock(outcome switch
    {
        AppendOutcome.Duplicate => RefusalReason.Duplicate,
        AppendOutcome.Conflict => RefusalReason.Conflict,
        _ => RefusalReason.OutOfOrder,
    });

    /// <summary>What left the head for a block.</summary>
    public void Release_NeedsLock(DroppedChunks dropped)
    {
        Samples -= dropped.Samples;
        ChunkBytes -= dropped.Bytes;
    }

    public void Delete_NeedsLock(DroppedChunks dropped)
    {
        Release_NeedsLock(dropped);
        DeletedSamples += dropped.Samples;
    }

    /// <summary>What the retention took.</summary>
    public void Drop_NeedsLock(DroppedChunks dropped)
    {
        Release_NeedsLock(dropped);
        _droppedChunks += dropped.Chunks;
        if (dropped.IsEmpty) _droppedSeries++;
    }

    public StoreReport ToReport_NeedsLock(int series, int pendingBytes, StoreDirectory? directory, BlockCatalog blocks)
    {
        Dictionary<RefusalReason, long> refused = [];
        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>()) refused[reason] = _refused[(int)reason];
        return new StoreReport
        {
            Series = series,
            Samples = Samples + blocks.Samples,
            ChunkBytes = ChunkBytes,
            WalBytes = directory?.WalBytes ?? 0,
            UncommittedBytes = pendingBytes + (directory?.BacklogBytes ?? 0),
            Refused = refused,
            CutBytes = directory?.Losses.CutBytes ?? 0,
            DamagedRecords = directory?.Losses.DamagedRecords ?? 0,
            Damages = [.. (directory?.Losses.Named ?? []).Concat(blocks.Damages.Named).Take(StoreReport.MaxDamages)],
            OrphanSamples = directory?.Losses.OrphanSamples ?? 0,
            FailedCommits = directory?.FailedCommits ?? 0,
            Checkpoints = directory?.Checkpoints ?? 0,
            FailedCheckpoints = directory?.FailedCheckpoints ?? 0,
            LastFailure = directory?.LastFailure,
            DroppedSeries = _droppedSeries,
            DroppedChunks = _droppedChunks,
            Blocks = blocks.Current.Blocks.Count,
            BlockBytes = blocks.SizeBytes,
            BlockSamples = blocks.Samples,
            UnreadableBlocks = blocks.UnreadableCount,
            DamagedBlockParts = blocks.Damages.Count,
            SealedBlocks = SealedBlocks,
            Compactions = Compactions,
            CompactedBlocks = CompactedBlocks,
            DroppedBlocks = DroppedBlocks,
            FailedMaintenance = directory?.FailedMaintenance ?? 0,
            AbandonedCompactions = AbandonedCompactions,
            LateSamples = LateSamples,
            Deletions = Deletions,
            DeletedSamples = DeletedSamples,
        };
    }
}
