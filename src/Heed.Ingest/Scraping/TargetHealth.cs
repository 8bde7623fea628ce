namespace Heed.Ingest.Scraping;

/// <summary>What the last scrape of a target says of it; Prometheus' words in lower case.</summary>
public enum TargetHealth
{
    /// <summary>It has not been scraped yet.</summary>
    Unknown,
    Up,
    Down,
}
