namespace Heed.Ingest.Journal;

/// <summary>What the first bytes of a segment say.</summary>
internal enum FileHeaderState
{
    Readable,

    /// <summary>Bytes have changed. The records carry all that is needed, so they are read all the same.</summary>
    Damaged,

    /// <summary>Written whole by another version of the format.</summary>
    OtherVersion,
}
