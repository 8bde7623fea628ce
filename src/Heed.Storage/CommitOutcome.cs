namespace Heed.Storage;

/// <summary>What became of a commit or a checkpoint.</summary>
public enum CommitOutcome
{
    /// <summary>Everything appended before the call survives a crash of the machine.</summary>
    Committed,

    /// <summary>The store has no directory: nothing it holds outlives the process.</summary>
    InMemory,

    /// <summary>The disk is full. Nothing is lost: a later commit writes what this one could not.</summary>
    DiskFull,

    /// <summary>Writing failed for another reason, named in <see cref="StoreReport.LastFailure"/>. A later commit tries again.</summary>
    WriteFailed,
}
