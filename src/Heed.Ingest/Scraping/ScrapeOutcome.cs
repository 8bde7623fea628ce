namespace Heed.Ingest.Scraping;

/// <summary>Something that ended beside the owner and that the owner has to take in.</summary>
internal abstract record ScrapeOutcome
{
    /// <summary>A scrape ended; its samples are in the target's batch.</summary>
    internal sealed record Scraped(TargetLoop Loop, long TimeMs, TimeSpan Duration) : ScrapeOutcome;

    /// <summary>The files of a job were read.</summary>
    internal sealed record Discovered(ScrapePool Pool, IReadOnlyList<TargetGroup> Groups, IReadOnlyList<string> Errors) : ScrapeOutcome;
}
