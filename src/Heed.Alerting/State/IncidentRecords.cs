using Heed.Alerting.Incidents;

namespace Heed.Alerting.State;

/// <summary>Between incidents and their plain records.</summary>
public static class IncidentRecords
{
    /// <summary>What was kept of an incident, as people see it.</summary>
    /// <param name="nowMs">Alerts that had not ended by then fire.</param>
    public static Incident ToIncident(IncidentRecord record, long nowMs, IncidentOptions options) =>
        ToOpen(record, options, StateRecords.ToAlert).ToIncident(nowMs);

    internal static IncidentRecord ToRecord(OpenIncident incident) => new()
    {
        Id = incident.Id,
        Model = incident.Model,
        Team = incident.Team,
        Severity = incident.Severity,
        LastLinkedAtMs = incident.LastLinkedAtMs,
        OpenedAtMs = incident.OpenedAtMs,
        AcknowledgedAtMs = incident.AcknowledgedAtMs,
        FirstAcknowledgedAtMs = incident.FirstAcknowledgedAtMs,
        AcknowledgedBy = incident.AcknowledgedBy,
        ResolvedAtMs = incident.ResolvedAtMs,
        ResolvedBy = incident.ResolvedBy,
        ClosedAtMs = incident.ClosedAtMs,
        Verdict = incident.Verdict,
        JudgedBy = incident.JudgedBy,
        TimelineDropped = incident.TimelineDropped,
        Timeline = [.. incident.Timeline],
        Links = [.. incident.Links.Select(ToRecord)],
    };

    private static LinkRecord ToRecord(IncidentLink link) =>
        new(StateRecords.ToRecord(link.Alert, isTimeout: false), link.FirstStartsAtMs, link.Standing, link.EndIsTold) { IsDetached = link.IsDetached };

    internal static OpenIncident ToOpen(IncidentRecord record, IncidentOptions options, Func<AlertRecord, Model.Alerts.Alert> alertOf)
    {
        OpenIncident incident = new(record.Id, record.Model, record.Team, options)
        {
            Severity = record.Severity,
            LastLinkedAtMs = record.LastLinkedAtMs,
            OpenedAtMs = record.OpenedAtMs,
            AcknowledgedAtMs = record.AcknowledgedAtMs,
            FirstAcknowledgedAtMs = record.FirstAcknowledgedAtMs,
            AcknowledgedBy = record.AcknowledgedBy,
            ResolvedAtMs = record.ResolvedAtMs,
            ResolvedBy = record.ResolvedBy,
            ClosedAtMs = record.ClosedAtMs,
            Verdict = record.Verdict,
            JudgedBy = record.JudgedBy,
            TimelineDropped = record.TimelineDropped,
            DueMs = long.MaxValue,
        };
        incident.Restore(record.Timeline);
        foreach (LinkRecord link in record.Links)
        {
            Model.Alerts.Alert alert = alertOf(link.Alert);
            IncidentLink restored = incident.Add(alert, options.Chain.RankOf(alert.Labels));
            restored.FirstStartsAtMs = link.FirstStartsAtMs;
            restored.Standing = link.Standing;
            restored.EndIsTold = link.EndIsTold;
            restored.IsDetached = link.IsDetached;
        }

        return incident;
    }
}
