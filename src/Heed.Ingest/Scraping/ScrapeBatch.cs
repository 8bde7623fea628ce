using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Ingest.Scraping;

/// <summary>The samples of one scrape on their way to the owner. Belongs to one target, which uses it again for its next scrape.</summary>
internal sealed class ScrapeBatch
{
    /// <summary>Of the sample at the same place in <see cref="Samples"/>.</summary>
    public List<LabelSet> Series { get; } = [];

    public SampleBuffer Samples { get; } = new();

    public void Add(LabelSet series, long timeMs, double value)
    {
        Series.Add(series);
        Samples.Add(timeMs, value);
    }

    public void Add(LabelSet series, long timeMs, NativeHistogram histogram)
    {
        Series.Add(series);
        Samples.Add(timeMs, histogram);
    }

    public void Clear()
    {
        Series.Clear();
        Samples.Clear();
    }
}
