using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>A series as its target writes it, and what became of it.</summary>
/// <param name="text">The target's own bytes for it.</param>
/// <param name="labels">In the store; null where relabelling drops the series.</param>
internal sealed class ScrapedSeries(byte[] text, LabelSet? labels)
{
    public byte[] Text => text;

    public LabelSet? Labels => labels;

    /// <summary>The last scrape that had it.</summary>
    public int Pass { get; set; }

    /// <summary>Where the last good scrape had it; -1 before.</summary>
    public int Place { get; set; } = -1;

    /// <summary>Its last sample is no stale marker.</summary>
    public bool IsAlive { get; set; }

    /// <summary>A series with times of its own ends by itself.</summary>
    public bool EndsWithMarker { get; set; }

    /// <summary>A good scrape had it.</summary>
    public bool IsEstablished { get; set; }
}
