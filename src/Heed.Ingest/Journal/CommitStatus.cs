namespace Heed.Ingest.Journal;

/// <summary>Whether a commit kept its records.</summary>
public enum CommitStatus
{
    /// <summary>All are kept as <see cref="JournalOptions.Sync"/> promises. Also the outcome of a commit of nothing.</summary>
    Committed,

    /// <summary>Writing failed, on a full disk for one. None is kept, and their sequence numbers are given out again.</summary>
    WriteFailed,

    /// <summary>The disk did not confirm. None is kept, and the next commit begins a new file.</summary>
    SyncFailed,
}
