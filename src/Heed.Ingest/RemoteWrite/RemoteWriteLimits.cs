namespace Heed.Ingest.RemoteWrite;

/// <summary>The bounds of what one remote-write request may be, and of what is remembered between requests.</summary>
public sealed record RemoteWriteLimits
{
    public const int DefaultMaxCompressedBytes = 32 << 20;

    public const int DefaultMaxBytes = 128 << 20;

    public const int DefaultMaxLabelBytes = 64 << 10;

    public const int DefaultMaxCachedSeries = 2_000_000;

    public const int DefaultMaxListedProblems = 8;

    /// <value>Bytes of a body as it comes, 1 KiB to 1 GiB. Default: 32 MiB. A longer one is answered with 413.</value>
    public int MaxCompressedBytes { get; init; } = DefaultMaxCompressedBytes;

    /// <value>Bytes of a body once it is decompressed, 1 KiB to 1 GiB. Default: 128 MiB. It is refused before they are written.</value>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <value>Bytes of the labels of one series, 64 to 1 MiB. Default: 64 KiB. Such a series is refused, the others are not.</value>
    public int MaxLabelBytes { get; init; } = DefaultMaxLabelBytes;

    /// <value>Series whose labels need not be read again, 0 to 100,000,000. Default: 2,000,000.</value>
    public int MaxCachedSeries { get; init; } = DefaultMaxCachedSeries;

    /// <value>Refused series that an answer describes, 0 to 1,000. Default: 8. All are counted.</value>
    public int MaxListedProblems { get; init; } = DefaultMaxListedProblems;

    /// <value>
    /// Whether a start time that a sender gives puts a zero at that time before the first sample, as Prometheus' option
    /// <c>created-timestamp-zero-ingestion</c> does: increases then count from it. Default: false.
    /// </value>
    public bool WritesZeroAtStart { get; init; }
}
