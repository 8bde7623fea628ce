using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.State;
using Heed.Monitoring;
using Heed.Monitoring.Reports;
using Heed.Server.Hosting;
using Heed.Server.State;

namespace Heed.Server.Incidents;

/// <summary>Where people ask for incidents and act on them: on the engine's turn, so that a crash after the answer loses nothing.</summary>
internal sealed class IncidentDesk(Station station, EngineLoop loop, StateDatabase state)
{
    /// <summary>Those that are not closed first; the newest first within. Closed ones from a time on.</summary>
    public IReadOnlyList<Incident> List(long sinceMs, string? model)
    {
        Dictionary<string, Incident> found = [];
        foreach (Incident incident in Kept(sinceMs)) found[incident.Id] = incident;
        foreach (Incident incident in station.Alerts.Incidents())
        {
            if (incident.ClosedAtMs is null || incident.ClosedAtMs >= sinceMs) found[incident.Id] = incident;
        }

        return
        [
            .. found.Values.Where(i => model is null || i.Model == model)
                .OrderBy(i => i.ClosedAtMs is not null)
                .ThenByDescending(i => i.StartedAtMs)
                .ThenBy(i => i.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null for one that is not known, or too long ago.</summary>
    public Incident? Find(string id) =>
        station.Alerts.FindIncident(id) ?? (state.FindClosedIncident(id) is { } body ? Read(body) : null);

    /// <summary>Of the incident's model; empty where it is none of this server's.</summary>
    public async Task<IReadOnlyList<DeploymentReport>> DeploymentsAsync(Incident incident, CancellationToken cancellation) =>
        await loop.AskAsync(engine => Deployments(incident.Model, engine.NowMs), cancellation).ConfigureAwait(false);

    /// <summary>Does what a person asks; the answer comes when it is kept.</summary>
    public Task<IncidentOutcome> ActAsync(Func<AlertDispatcher, long, IncidentOutcome> act, CancellationToken cancellation) =>
        loop.ChangeAsync(engine => act(station.Alerts, engine.NowMs), cancellation);

    private IReadOnlyList<DeploymentReport> Deployments(string model, long nowMs)
    {
        foreach (ModelMonitor monitor in station.Monitors)
        {
            if (monitor.Schema.Name == model) return monitor.Report(nowMs).Deployments;
        }

        return [];
    }

    /// <summary>Closed ones that the dispatcher may have forgotten by now.</summary>
    private IEnumerable<Incident> Kept(long sinceMs)
    {
        if (sinceMs > station.Engine.NowMs - (long)Options.Retention.TotalMilliseconds) return [];
        string from = AlertingDocuments.ClosedKey(Math.Max(0, sinceMs), "");
        return state.ReadDocumentsFrom(AlertingDocuments.ClosedIncidents, from).Select(Read);
    }

    private IncidentOptions Options => station.Options.Incidents ?? new IncidentOptions();

    private Incident Read(string body)
    {
        IncidentRecord record = JsonSerializer.Deserialize<IncidentRecord>(body, StateJson.Options)!;
        return IncidentRecords.ToIncident(record, record.ClosedAtMs ?? long.MaxValue, Options);
    }
}
