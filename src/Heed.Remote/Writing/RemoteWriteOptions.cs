using Heed.Http;

namespace Heed.Remote.Writing;

/// <summary>A store to write to, and the queue in front of it.</summary>
public sealed record RemoteWriteOptions
{
    public const long DefaultMaxQueueBytes = 1L << 30;
    public const int DefaultBatchSamples = 5000;
    public const int DefaultMaxPendingSamples = 1_000_000;
    public static readonly TimeSpan DefaultFlushInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultFirstPause = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan DefaultLongestPause = TimeSpan.FromMinutes(1);

    /// <value>Where requests go, as <c>http://prometheus:9090/api/v1/write</c>.</value>
    public required Uri Url { get; init; }

    /// <value>The queue's folder; no other queue uses it.</value>
    public required string Directory { get; init; }

    public HttpOptions Http { get; init; } = HttpOptions.Default;

    /// <value>Bytes of unsent requests; beyond it the oldest are dropped and counted. Default: 1 GiB.</value>
    public long MaxQueueBytes { get; init; } = DefaultMaxQueueBytes;

    /// <value>Samples of one request at most. Default: 5,000.</value>
    public int BatchSamples { get; init; } = DefaultBatchSamples;

    /// <value>Samples that may wait in memory for the queue; further ones are refused. Default: a million.</value>
    public int MaxPendingSamples { get; init; } = DefaultMaxPendingSamples;

    /// <value>How long a sample waits in memory at most. Default: a second.</value>
    public TimeSpan FlushInterval { get; init; } = DefaultFlushInterval;

    /// <value>Of one request. Default: 30 s.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <value>Before a failed request is sent again; doubled each time. Default: 500 ms.</value>
    public TimeSpan FirstPause { get; init; } = DefaultFirstPause;

    /// <value>The pause does not grow beyond it, and no wish of the store makes it longer. Default: a minute.</value>
    public TimeSpan LongestPause { get; init; } = DefaultLongestPause;
}
