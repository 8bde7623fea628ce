namespace Heed.Ingest.Events;

/// <summary>Why a body was not read to its end.</summary>
public enum BodyProblemKind
{
    /// <summary>The gzip stream ends before its trailer: the upload was cut.</summary>
    TruncatedGzip,

    /// <summary>The gzip stream contradicts itself or its checksum.</summary>
    BrokenGzip,

    /// <summary>More bytes after decompression than <see cref="EventLimits.MaxBodyBytes"/>.</summary>
    BodyTooLarge,

    /// <summary>The JSON array has no closing bracket.</summary>
    UnfinishedArray,

    /// <summary>More refusals than <see cref="EventLimits.MaxRefusals"/>.</summary>
    TooManyRefusals,
}
