using Heed.Http;
using Heed.Model.Metadata;

namespace Heed.Ingest.Scraping;

/// <summary>
/// A target with its state. At most one scrape is under way: from its begin until the owner has taken its samples, series and body
/// belong to the scrape; else, and all the rest always, to the owner.
/// </summary>
internal sealed class TargetLoop(ScrapeTarget target, ScrapeJobOptions job, IMetadataSink? metadata)
{
    public ScrapeTarget Target => target;

    public string Job => job.Name;

    public TargetSeries Series { get; } = new(job, target.Labels, metadata);

    public BoundedBody.Buffer Body { get; } = new();

    public long DueMs { get; set; }

    public bool IsUnderWay { get; set; }

    /// <summary>Discovery does not know it any more.</summary>
    public bool IsRemoved { get; set; }

    public long SkippedScrapes { get; set; }

    public TargetHealth Health { get; private set; }

    public string LastError { get; private set; } = "";

    public long LastScrapeMs { get; private set; }

    public TimeSpan LastDuration { get; private set; }

    public long SamplesScraped { get; private set; }

    public void Finish(long timeMs, TimeSpan duration)
    {
        Health = Series.Error.Length == 0 ? TargetHealth.Up : TargetHealth.Down;
        LastError = Series.Error;
        LastScrapeMs = timeMs;
        LastDuration = duration;
        SamplesScraped = Series.Scraped;
    }

    public TargetStatus ToStatus() => new(
        Job,
        target.DiscoveredLabels,
        target.Labels,
        target.Url,
        TimeSpan.FromMilliseconds(target.IntervalMs),
        target.Timeout,
        Health,
        LastError,
        LastScrapeMs,
        LastDuration,
        SamplesScraped,
        SkippedScrapes);
}
