namespace Heed.Server.Configuration;

/// <summary>What events and samples the server refuses.</summary>
public sealed record IngestOptions
{
    public const long DefaultMaxBodyBytes = 256L << 20;
    public const long LeastMaxBodyBytes = 1L << 10;
    public const long MostMaxBodyBytes = 2L << 30;
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(30);
    public static readonly TimeSpan LeastMaxAge = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostMaxAge = TimeSpan.FromDays(400);
    public static readonly TimeSpan DefaultMaxFuture = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan MostMaxFuture = TimeSpan.FromDays(1);

    /// <value>How far in the past an event's time may lie. The default value is 30d; from 1m to 400d.</value>
    public TimeSpan MaxAge { get; init; } = DefaultMaxAge;

    /// <value>How far in the future the time of an event or of a pushed sample may lie. The default value is 10m; from 0s to 1d.</value>
    public TimeSpan MaxFuture { get; init; } = DefaultMaxFuture;

    /// <value>The most bytes of one request's body after decompression. The default value is 256MB; from 1KB to 2GB.</value>
    public long MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;
}
