namespace Heed.Storage;

/// <summary>What one step of <see cref="SeriesStore.Maintain"/> did.</summary>
public enum MaintenanceOutcome
{
    /// <summary>Nothing was due. Any other outcome but a failure says that more may be.</summary>
    Idle,

    /// <summary>A stretch of the head became a block.</summary>
    Sealed,

    /// <summary>Blocks became one, or a block was written anew without what was deleted.</summary>
    Compacted,

    /// <summary>Blocks that the retention by time or by size gives up were deleted.</summary>
    Dropped,

    /// <summary>The disk is full. Nothing is lost; a later step tries again.</summary>
    DiskFull,

    /// <summary>Writing failed for another reason, named in <see cref="StoreReport.LastFailure"/>. A later step tries again.</summary>
    WriteFailed,
}
