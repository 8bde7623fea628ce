namespace Heed.Alerting.Incidents;

/// <content>What people do.</content>
internal sealed partial class IncidentBook
{
    public IncidentOutcome Acknowledge(string id, string who, long nowMs, string note)
    {
        if (Find(id) is not { } incident || incident.OpenedAtMs is null) return IncidentOutcome.Unknown;
        if (incident.IsClosed) return IncidentOutcome.Closed;
        if (incident.AcknowledgedAtMs is not null) return IncidentOutcome.AlreadySo;
        incident.AcknowledgedAtMs = nowMs;
        incident.FirstAcknowledgedAtMs ??= nowMs;
        incident.AcknowledgedBy = who;
        Happened(incident, IncidentEventKind.Acknowledged, TimelineKind.Acknowledged, nowMs, who, note);
        return IncidentOutcome.Done;
    }

    public IncidentOutcome Unacknowledge(string id, string who, long nowMs, string note)
    {
        if (Find(id) is not { } incident || incident.OpenedAtMs is null) return IncidentOutcome.Unknown;
        if (incident.IsClosed) return IncidentOutcome.Closed;
        if (incident.AcknowledgedAtMs is null) return IncidentOutcome.AlreadySo;
        incident.AcknowledgedAtMs = null;
        incident.AcknowledgedBy = "";
        Happened(incident, IncidentEventKind.Unacknowledged, TimelineKind.Unacknowledged, nowMs, who, note);
        return IncidentOutcome.Done;
    }

    public IncidentOutcome Comment(string id, string who, long nowMs, string text)
    {
        if (Find(id) is not { } incident || incident.OpenedAtMs is null) return IncidentOutcome.Unknown;
        Happened(incident, IncidentEventKind.Updated, TimelineKind.Comment, nowMs, who, text);
        return IncidentOutcome.Done;
    }

    public IncidentOutcome Judge(string id, IncidentVerdict verdict, string who, long nowMs, string note)
    {
        if (Find(id) is not { } incident || incident.OpenedAtMs is null) return IncidentOutcome.Unknown;
        if (incident.Verdict == verdict) return IncidentOutcome.AlreadySo;
        incident.Verdict = verdict;
        incident.JudgedBy = who;
        string word = verdict switch { IncidentVerdict.ActedOn => "acted on", IncidentVerdict.Noise => "noise", _ => "no verdict" };
        Happened(incident, IncidentEventKind.Updated, TimelineKind.Verdict, nowMs, who, note.Length > 0 ? $"{word}: {note}" : word);
        return IncidentOutcome.Done;
    }

    /// <summary>
    /// A person says that it is over. Alerts that still fire are repeated to nobody, and it closes when they have ended; an alert of
    /// a higher severity opens it again.
    /// </summary>
    public IncidentOutcome Resolve(string id, string who, long nowMs, string note)
    {
        if (Find(id) is not { } incident || incident.OpenedAtMs is null) return IncidentOutcome.Unknown;
        if (incident.IsClosed) return IncidentOutcome.Closed;
        if (incident.ResolvedAtMs is not null) return IncidentOutcome.AlreadySo;
        incident.ResolvedAtMs = nowMs;
        incident.ResolvedBy = who;
        Happened(incident, IncidentEventKind.Resolved, TimelineKind.Resolved, nowMs, who, note);
        return IncidentOutcome.Done;
    }
}
