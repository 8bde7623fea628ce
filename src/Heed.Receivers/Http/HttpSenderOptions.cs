namespace Heed.Receivers.Http;

/// <summary>Bounds of calls to receivers.</summary>
public sealed record HttpSenderOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DefaultMaxRetryAfter = TimeSpan.FromHours(1);
    public const int DefaultMaxResponseBytes = 64 * 1024;
    public const int DefaultMaxConnectionsPerServer = 8;

    /// <value>For one attempt, connecting and the answer's body included.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <value>A longer wish of the other side is cut to this.</value>
    public TimeSpan MaxRetryAfter { get; init; } = DefaultMaxRetryAfter;

    /// <value>What the other side says beyond this is not read.</value>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;

    /// <value>Calls beyond this to one server wait for a connection.</value>
    public int MaxConnectionsPerServer { get; init; } = DefaultMaxConnectionsPerServer;
}
