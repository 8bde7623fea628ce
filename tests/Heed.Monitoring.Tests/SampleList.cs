using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Monitoring.Tests;

/// <summary>The samples of one collection.</summary>
internal sealed class SampleList : ISampleSink
{
    public List<(LabelSet Labels, long TimeMs, double Value)> Samples { get; } = [];

    public static SampleList Of(ModelMonitor monitor, long nowMs)
    {
        SampleList list = new();
        monitor.Collect(nowMs, list);
        return list;
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        Samples.Add((labels, timeMs, value));
        return AppendOutcome.Appended;
    }

    /// <summary>The value of the one series with that name and these labels; null where there is none.</summary>
    public double? Find(string metric, params (string Name, string Value)[] labels)
    {
        foreach ((LabelSet set, _, double value) in Samples)
        {
            if (set.MetricName == metric && labels.All(l => set.Get(l.Name) == l.Value)) return value;
        }

        return null;
    }

    public int Count(string metric) => Samples.Count(s => s.Labels.MetricName == metric);
}
