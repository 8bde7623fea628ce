using Heed.Http;

namespace Heed.Remote.Reading;

/// <summary>A Prometheus-compatible store to read from, and the bounds of doing so.</summary>
public sealed record RemoteReadOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan DefaultFirstPause = TimeSpan.FromMilliseconds(200);
    public const int DefaultAttempts = 3;
    public const int DefaultMaxResponseBytes = 512 << 20;
    public const long DefaultMaxSamples = 50_000_000;
    public const int DefaultMaxSeries = 1_000_000;

    /// <value>Where the store's <c>/api/v1/…</c> begins, as <c>http://prometheus:9090</c>; a path prefix may follow.</value>
    public required Uri Url { get; init; }

    public HttpOptions Http { get; init; } = HttpOptions.Default;

    /// <value>For one attempt, the body included. Default: a minute.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <value>How often one thing is asked, at least once. Default: three times.</value>
    public int Attempts { get; init; } = DefaultAttempts;

    /// <value>Before the second attempt; doubled before each further one. Default: 200 ms.</value>
    public TimeSpan FirstPause { get; init; } = DefaultFirstPause;

    /// <value>Of one answer, before and behind decompression. Default: 512 MiB.</value>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;

    /// <value>Of one selection. Default: 50 million.</value>
    public long MaxSamples { get; init; } = DefaultMaxSamples;

    /// <value>Of one selection. Default: a million.</value>
    public int MaxSeries { get; init; } = DefaultMaxSeries;
}
