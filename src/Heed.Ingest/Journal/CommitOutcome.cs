namespace Heed.Ingest.Journal;

/// <summary>What became of the records appended since the commit before.</summary>
/// <param name="Status">Whether they are kept.</param>
/// <param name="Records">How many they were.</param>
/// <param name="Bytes">What they take in the file.</param>
/// <param name="Detail">The file and the operating system's words where the commit failed, else null.</param>
public readonly record struct CommitOutcome(CommitStatus Status, int Records, long Bytes, string? Detail)
{
    public bool IsKept => Status == CommitStatus.Committed;
}
