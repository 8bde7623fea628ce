namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>How much may wait for its other half.</summary>
public sealed record JoinLimits
{
    public const int DefaultMaxMessages = 100_000;
    public const long DefaultMaxBytes = 64L << 20;
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromMinutes(5);

    /// <value>Messages, from 1 on. Default: 100,000.</value>
    public int MaxMessages { get; init; } = DefaultMaxMessages;

    /// <value>Bytes of their bodies, from 1 on. Default: 64 MiB.</value>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <value>How long one waits at most. Default: 5 minutes.</value>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;
}
