using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Incidents;

/// <summary>
/// <c>ml_incidents</c>: how many incidents of a model somebody is to look at. It depends on what models did alone, so replays write it too.
/// </summary>
internal sealed class ModelIncidents(AlertDispatcher alerts) : ISampleSource
{
    /// <summary>Of models that have had an incident since the start: their figure falls to zero, it does not go away.</summary>
    private readonly SortedDictionary<(string Model, AlertSeverity Severity), LabelSet> _series = [];

    public void Collect(long nowMs, ISampleSink sink)
    {
        Dictionary<(string Model, AlertSeverity Severity), int> counts = alerts.IncidentsOn();
        foreach ((string Model, AlertSeverity Severity) key in counts.Keys.Where(k => !_series.ContainsKey(k)))
        {
            _series.Add(key, LabelSet.Of(
                (LabelNames.MetricName, "ml_incidents"), ("model_name", key.Model), ("severity", key.Severity.Word())));
        }

        foreach (((string, AlertSeverity) key, LabelSet labels) in _series) sink.Append(labels, nowMs, counts.GetValueOrDefault(key));
    }
}
