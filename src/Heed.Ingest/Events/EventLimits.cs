namespace Heed.Ingest.Events;

/// <summary>The bounds of what one event and one body may be.</summary>
public sealed record EventLimits
{
    /// <summary>Levels of objects and arrays, the event itself included. Events need two.</summary>
    public const int MaxDepth = 32;

    /// <summary>Members of <c>scores</c>, items of a ranking, and items of its label.</summary>
    public const int MaxScores = 1024;

    public const int DefaultMaxLineBytes = 1 << 20;

    public const int DefaultMaxBatchRecords = 4096;

    public const long DefaultMaxBodyBytes = 256L << 20;

    public const int DefaultMaxListedRefusals = 1000;

    public const int DefaultMaxRefusals = 100_000;

    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(30);

    public static readonly TimeSpan DefaultMaxFuture = TimeSpan.FromMinutes(10);

    /// <value>Bytes of one event, 1 KiB to 64 MiB. Default: 1 MiB. Reading holds up to this much of one body in memory.</value>
    public int MaxLineBytes { get; init; } = DefaultMaxLineBytes;

    /// <value>Events handed on at once, 1 to 100,000. Default: 4,096.</value>
    public int MaxBatchRecords { get; init; } = DefaultMaxBatchRecords;

    /// <value>Bytes of one body after decompression, 1 MiB to 64 GiB. Default: 256 MiB.</value>
    public long MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;

    /// <value>Refusals of one body that are listed with line and detail, 0 to 100,000. Default: 1,000. All are counted.</value>
    public int MaxListedRefusals { get; init; } = DefaultMaxListedRefusals;

    /// <value>Refusals after which the rest of a body is not read, 1 to 10,000,000. Default: 100,000.</value>
    public int MaxRefusals { get; init; } = DefaultMaxRefusals;

    /// <value>How far an event's time may lie behind now, 1m to 10y. Default: 30d.</value>
    public TimeSpan MaxAge { get; init; } = DefaultMaxAge;

    /// <value>How far an event's time may lie ahead of now, 0s to 1d. Default: 10m.</value>
    public TimeSpan MaxFuture { get; init; } = DefaultMaxFuture;
}
