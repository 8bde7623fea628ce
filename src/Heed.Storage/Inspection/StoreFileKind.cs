namespace Heed.Storage.Inspection;

/// <summary>What a file of a store is.</summary>
public enum StoreFileKind
{
    /// <summary>A file of the write-ahead log.</summary>
    Log,

    /// <summary>The series in memory as of the last checkpoint.</summary>
    Snapshot,

    /// <summary>A sealed block.</summary>
    Block,

    /// <summary>A snapshot or block whose writing was interrupted, or goes on now. The next start deletes it.</summary>
    Unfinished,
}
