using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>One place to scrape, as relabelling left it.</summary>
/// <param name="DiscoveredLabels">Before relabelling.</param>
/// <param name="Labels">Put on every series.</param>
/// <param name="Url">With the query.</param>
/// <param name="IntervalMs">Between two scrapes.</param>
/// <param name="Timeout">Of one scrape.</param>
internal sealed record ScrapeTarget(LabelSet DiscoveredLabels, LabelSet Labels, Uri Url, long IntervalMs, TimeSpan Timeout)
{
    /// <summary>
    /// Where in the interval the target is scraped: a hash, so that targets are spread, and the same one after a restart, so that a
    /// series keeps its rhythm.
    /// </summary>
    public long OffsetMs { get; } = Offset(Labels, Url, IntervalMs);

    /// <summary>The first time at or behind <paramref name="timeMs"/> at which the target is due.</summary>
    public long DueFrom(long timeMs)
    {
        long behind = (timeMs - OffsetMs) % IntervalMs;
        return behind == 0 ? timeMs : timeMs - behind + (behind > 0 ? IntervalMs : 0);
    }

    private static long Offset(LabelSet labels, Uri url, long intervalMs)
    {
        StableHash hash = new(labels.Fingerprint);
        hash.Add(url.AbsoluteUri);
        return (long)(hash.ToUInt64() % (ulong)intervalMs);
    }
}
