using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Remote.Writing;

/// <summary>Samples in the order in which they were appended, on their way into requests.</summary>
internal sealed class PendingSamples
{
    public List<LabelSet> Series { get; } = [];

    public SampleBuffer Samples { get; } = new();

    public int Count => Series.Count;

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
