namespace Heed.Ingest.Scraping;

/// <summary>What one answer of a target may hold. A scrape that goes beyond fails as a whole. Zero is no limit.</summary>
public readonly record struct ScrapeLimits
{
    /// <summary>No body may be longer, whatever the configuration says: 256 MiB behind decompression.</summary>
    public const int MaxBodyBytes = 256 << 20;

    /// <value>Samples after relabelling.</value>
    public long Samples { get; init; }

    /// <value>Labels of a sample after relabelling, with the metric's name.</value>
    public long Labels { get; init; }

    /// <value>UTF-8 bytes of a label's name.</value>
    public long LabelNameLength { get; init; }

    /// <value>UTF-8 bytes of a label's value.</value>
    public long LabelValueLength { get; init; }

    /// <value>Bytes of the body behind decompression.</value>
    public long BodyBytes { get; init; }

    /// <value>Targets of a job after relabelling; beyond it the job's scrapes fail.</value>
    public long Targets { get; init; }
}
