using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Host;

/// <summary>Where the figures of one machine go: the labels of each series are made once.</summary>
public sealed class HostSeries(string job, string instance)
{
    /// <summary>Disks, mounts and interfaces come and go with containers: beyond this many series new ones are left out.</summary>
    private const int MostSeries = 10_000;

    private readonly Dictionary<(string Metric, string Device, string Detail), LabelSet> _labels = [];

    /// <summary>Series that were left out.</summary>
    public long Refused { get; private set; }

    /// <param name="sink">Takes the sample.</param>
    /// <param name="nowMs">Its time.</param>
    /// <param name="metric">The exporter's name.</param>
    /// <param name="value">In the exporter's unit.</param>
    /// <param name="labels">Two at most; their values tell the series of a metric apart.</param>
    public void Add(ISampleSink sink, long nowMs, string metric, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        (string, string, string) key = (metric, labels.Length > 0 ? labels[0].Value : "", labels.Length > 1 ? labels[1].Value : "");
        if (!_labels.TryGetValue(key, out LabelSet? set))
        {
            if (_labels.Count == MostSeries)
            {
                Refused++;
                return;
            }

            LabelSetBuilder builder = new();
            builder.Set(LabelNames.MetricName, metric);
            builder.Set("job", job);
            builder.Set("instance", instance);
            foreach ((string name, string text) in labels) builder.Set(name, text);
            _labels[key] = set = builder.Build();
        }

        sink.Append(set, nowMs, value);
    }
}
