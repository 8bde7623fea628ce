using Heed.Http;
using Heed.Ingest.Exposition;
using Heed.Ingest.Relabelling;

namespace Heed.Ingest.Scraping;

/// <summary>One item of Prometheus' <c>scrape_configs</c>, checked, with the global defaults in it.</summary>
public sealed record ScrapeJobOptions
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    public const string DefaultMetricsPath = "/metrics";
    public const string DefaultScheme = "http";

    public required string Name { get; init; }

    /// <value>At least a second. Default: a minute.</value>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <value>At most <see cref="Interval"/>. Default: ten seconds, or the interval where that is shorter.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public string MetricsPath { get; init; } = DefaultMetricsPath;

    /// <value><c>http</c> or <c>https</c>.</value>
    public string Scheme { get; init; } = DefaultScheme;

    /// <value>Parameters of the address' query, in the file's order.</value>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Parameters { get; init; } = [];

    /// <value>Whether a scraped label wins over the target's of the same name, which is else kept as <c>exported_…</c>.</value>
    public bool HonorsLabels { get; init; }

    /// <value>Whether times that a target gives are taken. Default: yes.</value>
    public bool HonorsTimestamps { get; init; } = true;

    /// <value>Whether a series with times of its own ends with a stale marker, too.</value>
    public bool TracksTimestampsStaleness { get; init; }

    /// <value>Whether the target may answer in gzip. Default: yes.</value>
    public bool AcceptsCompression { get; init; } = true;

    /// <value>In the order in which they are asked for.</value>
    public IReadOnlyList<ExpositionFormat> Protocols { get; init; } = [ExpositionFormat.OpenMetrics, ExpositionFormat.Text];

    /// <value>How an answer without a known Content-Type is read; null to fail such a scrape.</value>
    public ExpositionFormat? FallbackProtocol { get; init; }

    public IReadOnlyList<TargetGroup> StaticGroups { get; init; } = [];

    public IReadOnlyList<FileDiscoveryOptions> FileDiscoveries { get; init; } = [];

    public IReadOnlyList<RelabelRule> TargetRelabelling { get; init; } = [];

    public IReadOnlyList<RelabelRule> MetricRelabelling { get; init; } = [];

    public ScrapeLimits Limits { get; init; }

    public HttpOptions Http { get; init; } = HttpOptions.Default;
}
