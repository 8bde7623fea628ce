using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Incidents;

/// <summary>How many incidents there are, and what became of them.</summary>
internal sealed class IncidentFigures(Func<AlertDispatcher> current) : ISampleSource
{
    public void Collect(long nowMs, ISampleSink sink)
    {
        AlertDispatcher alerts = current();
        IncidentCounters counters = alerts.IncidentCounters;
        Append("heed_incidents_opened_total", counters.Opened);
        Append("heed_incidents_closed_total", counters.Closed);
        Append("heed_incidents_joined_alerts_total", counters.AlertsJoined);
        Append("heed_incidents_unlinked_alerts_total", counters.UnlinkedAlerts);
        IReadOnlyList<Incident> all = alerts.Incidents();
        foreach (AlertSeverity severity in Enum.GetValues<AlertSeverity>())
        {
            int open = all.Count(i => i.Severity == severity && i.State == IncidentState.Open);
            int acknowledged = all.Count(i => i.Severity == severity && i.State == IncidentState.Acknowledged);
            Append("heed_incidents", open, ("state", "open"), ("severity", severity.Word()));
            Append("heed_incidents", acknowledged, ("state", "acknowledged"), ("severity", severity.Word()));
        }

        void Append(string metric, double value, params ReadOnlySpan<(string, string)> labels) =>
            sink.Append(LabelSet.Of([(LabelNames.MetricName, metric), ("job", "heed"), .. labels]), nowMs, value);
    }
}
