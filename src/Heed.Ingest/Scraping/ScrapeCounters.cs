namespace Heed.Ingest.Scraping;

/// <summary>What happened since the start.</summary>
/// <param name="Scrapes">Finished ones.</param>
/// <param name="FailedScrapes">Those of them that set <c>up</c> to 0.</param>
/// <param name="SkippedBusy">Not begun: the target's scrape before was under way, or its samples waited for the owner.</param>
/// <param name="SkippedLimit">Not begun: <c>Scraper.MaxConcurrent</c> scrapes were under way.</param>
/// <param name="SkippedLate">Not begun: the owner came a whole interval late.</param>
/// <param name="AppendedSamples">Taken by the sink, stale markers and report series included.</param>
/// <param name="RejectedSamples">Refused by the sink: out of order, conflicting, beyond a limit, or too far in the future.</param>
public readonly record struct ScrapeCounters(
    long Scrapes, long FailedScrapes, long SkippedBusy, long SkippedLimit, long SkippedLate, long AppendedSamples, long RejectedSamples);
