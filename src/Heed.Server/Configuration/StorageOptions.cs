using Heed.Remote;

namespace Heed.Server.Configuration;

/// <summary>Where samples are kept, how long, and how many series there may be.</summary>
public sealed record StorageOptions
{
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(90);
    public static readonly TimeSpan LeastRetention = TimeSpan.FromHours(2);
    public static readonly TimeSpan MostRetention = TimeSpan.FromDays(3650);
    public static readonly TimeSpan MostOutOfOrderWindow = TimeSpan.FromDays(365);
    public const long LeastMaxSizeBytes = 64L << 20;
    public const long MostMaxSizeBytes = 1L << 50;
    public const int DefaultMaxSeries = 1_000_000;
    public const int DefaultMaxSeriesPerMetric = 100_000;
    public const int MostMaxSeries = 100_000_000;

    /// <value>The default value is 90d; from 2h to 10y.</value>
    public TimeSpan Retention { get; init; } = DefaultRetention;

    /// <value>Bytes on disk beyond which the oldest blocks go; null for no bound, which is the default. From 64MB.</value>
    public long? MaxSizeBytes { get; init; }

    /// <value>How much older than the newest sample another series' may come in; the default value is 0s; up to 365d.</value>
    public TimeSpan OutOfOrderWindow { get; init; } = TimeSpan.Zero;

    /// <value>Series in memory; a further one is refused and counted. The default value is 1000000; from 1 to 100000000.</value>
    public int MaxSeries { get; init; } = DefaultMaxSeries;

    /// <value>Series in memory of one metric. The default value is 100000; from 1 to 100000000.</value>
    public int MaxSeriesPerMetric { get; init; } = DefaultMaxSeriesPerMetric;

    /// <value>A store that others run, instead of the embedded one; null for the embedded one, which is the default.</value>
    public RemoteStoreOptions? Remote { get; init; }
}
