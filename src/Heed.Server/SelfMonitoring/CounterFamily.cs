using System.Collections.Concurrent;

using Heed.Model.Labels;

namespace Heed.Server.SelfMonitoring;

/// <summary>
/// Counts under one metric name and one label whose values are words of the code, so that their number is bounded.
/// </summary>
public sealed class CounterFamily(string metric, string label)
{
    private readonly ConcurrentDictionary<string, (LabelSet Labels, Counter Counter)> _counters = new(StringComparer.Ordinal);

    public string Metric => metric;

    public Counter Of(string value) =>
        _counters.GetOrAdd(value, v => (LabelSet.Of((LabelNames.MetricName, metric), (label, v)), new Counter())).Counter;

    /// <summary>Every count there is, ordered by labels.</summary>
    public IEnumerable<(LabelSet Labels, long Value)> Read() =>
        _counters.Values.OrderBy(c => c.Labels).Select(c => (c.Labels, c.Counter.Value));
}
