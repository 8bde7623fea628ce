using Heed.Alerting.State;
using Heed.Model.Alerts;

namespace Heed.Alerting.Incidents;

/// <content>What survives a restart.</content>
internal sealed partial class IncidentBook
{
    public IReadOnlyList<IncidentRecord> Export() =>
        [.. _incidents.Values.OrderBy(i => i.Id, StringComparer.Ordinal).Select(IncidentRecords.ToRecord)];

    /// <summary>Takes up where <see cref="Export"/> was called.</summary>
    /// <param name="records">Of a book without incidents.</param>
    /// <param name="alertOf">An alert of an open incident in its newest form.</param>
    public void Restore(IEnumerable<IncidentRecord> records, Func<AlertRecord, Alert> alertOf)
    {
        IEnumerable<IncidentRecord> closedFirst =
            records.OrderBy(r => r.ClosedAtMs ?? long.MaxValue).ThenBy(r => r.LastLinkedAtMs).ThenBy(r => r.Id, StringComparer.Ordinal);
        foreach (IncidentRecord record in closedFirst)
        {
            OpenIncident incident = IncidentRecords.ToOpen(record, options, record.ClosedAtMs is null ? alertOf : StateRecords.ToAlert);
            if (!_incidents.TryAdd(incident.Id, incident)) continue;
            if (incident.IsClosed)
            {
                _closed.Enqueue(incident);
                continue;
            }

            OpenOf(incident.Model).Add(incident);
            Schedule(incident, incident.Links.Min(l => l.Alert.EndsAtMs));
        }
    }

    /// <summary>
    /// Adds what changed since the last call: open incidents to the pages, closed ones as records of their own. One that only gathered and
    /// is over is gone.
    /// </summary>
    public void Collect(StatePages pages, List<AlertingChange> changes)
    {
        foreach (string id in _dirty.Order(StringComparer.Ordinal))
        {
            OpenIncident? incident = Find(id);
            if (incident is { IsClosed: false })
            {
                pages.Incident(incident, whole: false);
                continue;
            }

            pages.IncidentGone(id);
            if (incident is not null) changes.Add(new AlertingChange(AlertingRecordKind.Incident, id, IncidentRecords.ToRecord(incident)));
        }

        _dirty.Clear();
    }

    /// <summary>Writes every open incident as a whole.</summary>
    public void Collect(StatePages pages)
    {
        foreach (OpenIncident incident in _incidents.Values)
        {
            if (!incident.IsClosed) pages.Incident(incident, whole: true);
        }
    }

    /// <summary>An alert is forgotten: where its incident goes on, that keeps all of it from now on.</summary>
    public void Detach(IncidentLink link)
    {
        if (link.Incident.IsClosed) return;
        link.IsDetached = true;
        Changed(link.Incident);
    }
}
