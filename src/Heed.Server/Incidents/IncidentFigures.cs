using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Incidents;

/// <summary>How many incidents there are, of which models, and what became of them.</summary>
internal sealed class IncidentFigures(Func<AlertDispatcher> current) : ISampleSource
{
    /// <summary>Of models that have had an incident since the start: their figure falls to zero, it does not go away.</summary>
    private readonly SortedDictionary<(string Model, AlertSeverity Severity), LabelSet> _ofModels = [];

    public void Collect(long nowMs, ISampleSink sink)
    {
        AlertDispatcher alerts = current();
        IncidentCounters counters = alerts.IncidentCounters;
        Append("heed_incidents_opened_total", counters.Opened);
        Append("heed_incidents_closed_total", counters.Closed);
        Append("heed_incidents_joined_alerts_total", counters.AlertsJoined);
        Append("heed_incidents_unlinked_alerts_total", counters.UnlinkedAlerts);
        Dictionary<(string Model, AlertSeverity Severity, IncidentState State), int> on = alerts.IncidentsOn();
        foreach (AlertSeverity severity in Enum.GetValues<AlertSeverity>())
        {
            Append("heed_incidents", Sum(severity, IncidentState.Open), ("state", "open"), ("severity", severity.Word()));
            Append("heed_incidents", Sum(severity, IncidentState.Acknowledged), ("state", "acknowledged"), ("severity", severity.Word()));
        }

        CollectModels(on, nowMs, sink);

        int Sum(AlertSeverity severity, IncidentState state) => on.Where(c => c.Key.Severity == severity && c.Key.State == state).Sum(c => c.Value);

        void Append(string metric, double value, params ReadOnlySpan<(string, string)> labels) =>
            sink.Append(LabelSet.Of([(LabelNames.MetricName, metric), ("job", "heed"), .. labels]), nowMs, value);
    }

    private void CollectModels(Dictionary<(string Model, AlertSeverity Severity, IncidentState State), int> on, long nowMs, ISampleSink sink)
    {
        foreach ((string Model, AlertSeverity Severity) key in on.Keys.Select(k => (k.Model, k.Severity)).Where(k => !_ofModels.ContainsKey(k)))
        {
            _ofModels.TryAdd(key, LabelSet.Of(
                (LabelNames.MetricName, "ml_incidents"), ("model_name", key.Model), ("severity", key.Severity.Word())));
        }

        foreach (((string Model, AlertSeverity Severity) key, LabelSet labels) in _ofModels)
        {
            int open = on.GetValueOrDefault((key.Model, key.Severity, IncidentState.Open));
            sink.Append(labels, nowMs, open + on.GetValueOrDefault((key.Model, key.Severity, IncidentState.Acknowledged)));
        }
    }
}
