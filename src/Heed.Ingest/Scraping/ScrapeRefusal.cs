namespace Heed.Ingest.Scraping;

/// <summary>Why what a target exposes fails its scrape.</summary>
internal enum ScrapeRefusal
{
    None,
    SampleLimit,
    LabelLimit,
    LabelNameLengthLimit,
    LabelValueLengthLimit,

    /// <summary>Relabelling left a series without a name.</summary>
    NoMetricName,
}
