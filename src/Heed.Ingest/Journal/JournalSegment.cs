namespace Heed.Ingest.Journal;

/// <summary>One file of a journal.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="FirstSequence">No record of the file has a lower number.</param>
internal sealed record JournalSegment(string Path, ulong FirstSequence)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What is committed of it. Written under the journal's lock.</summary>
    public long Bytes { get; set; }
}
