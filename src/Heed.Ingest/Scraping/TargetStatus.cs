using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>A target of this moment, as <c>/api/v1/targets</c> tells of it.</summary>
/// <param name="Job">The job's name in the configuration: Prometheus' scrape pool.</param>
/// <param name="DiscoveredLabels">Before relabelling.</param>
/// <param name="Labels">After it: what is put on every series.</param>
/// <param name="ScrapeUrl">With the query.</param>
/// <param name="Interval">Between two scrapes.</param>
/// <param name="Timeout">Of one scrape.</param>
/// <param name="Health">Of the last scrape.</param>
/// <param name="LastError">Empty where the last scrape went well.</param>
/// <param name="LastScrapeMs">Unix milliseconds; 0 for never.</param>
/// <param name="LastDuration">Of the last scrape.</param>
/// <param name="SamplesScraped">By the last scrape.</param>
/// <param name="SkippedScrapes">Scrapes that were due and could not begin.</param>
public sealed record TargetStatus(
    string Job,
    LabelSet DiscoveredLabels,
    LabelSet Labels,
    Uri ScrapeUrl,
    TimeSpan Interval,
    TimeSpan Timeout,
    TargetHealth Health,
    string LastError,
    long LastScrapeMs,
    TimeSpan LastDuration,
    long SamplesScraped,
    long SkippedScrapes);
