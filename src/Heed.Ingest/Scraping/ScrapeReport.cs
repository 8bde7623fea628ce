namespace Heed.Ingest.Scraping;

/// <summary>What is scraped at this moment and what was counted since the start.</summary>
/// <param name="Active">Ordered by job, then labels.</param>
/// <param name="Dropped">At most <see cref="Scraper.MaxListedDropped"/> of each job; <paramref name="DroppedTargets"/> counts all.</param>
/// <param name="DroppedTargets">By job.</param>
/// <param name="Counters">Since the start.</param>
/// <param name="DiscoveryErrors">What is wrong with discovery files at this moment.</param>
public sealed record ScrapeReport(
    IReadOnlyList<TargetStatus> Active,
    IReadOnlyList<DroppedTarget> Dropped,
    IReadOnlyDictionary<string, int> DroppedTargets,
    ScrapeCounters Counters,
    IReadOnlyList<string> DiscoveryErrors);
