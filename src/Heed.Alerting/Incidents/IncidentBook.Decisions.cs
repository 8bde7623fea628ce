using Heed.Alerting.Notifications;

namespace Heed.Alerting.Incidents;

/// <content>What a flush makes of the alerts that came through it.</content>
internal sealed partial class IncidentBook
{
    /// <summary>
    /// Settles what alerts of one incident are to people, all those that fire and came through one flush: announced where nobody knows
    /// of the incident or the severity rises, else joined.
    /// </summary>
    /// <param name="links">Of one incident; firing.</param>
    /// <param name="reachesSomebody">Whether the group's receiver sends anywhere: if not, nobody can count on having been told.</param>
    /// <param name="nowMs">When the group is flushed.</param>
    public void Decide(IReadOnlyList<IncidentLink> links, bool reachesSomebody, long nowMs)
    {
        OpenIncident incident = links[0].Incident;
        if (incident.OpenedAtMs is null)
        {
            Open(incident, links, reachesSomebody, nowMs);
            return;
        }

        // Without a receiver nobody can count on having been told.
        if (!reachesSomebody || !links.Any(l => l.Standing == AlertStanding.Waiting)) return;
        IncidentLink before = incident.Cause;
        AlertSeverity? covered = incident.ResolvedBy.Length > 0 ? null : incident.Covered(nowMs);
        string joined = "";
        foreach (IncidentLink link in links)
        {
            if (link.Standing != AlertStanding.Waiting) continue;
            bool isNews = covered is null || link.Severity > covered;
            link.Standing = isNews ? AlertStanding.Announced : AlertStanding.Joined;
            if (isNews) Announce(link, nowMs);
            else joined = Join(link, nowMs);
        }

        if (joined.Length > 0) Happened(incident, IncidentEventKind.Updated, nowMs, "", joined);
        IncidentLink cause = incident.Cause;
        if (cause.Alert.Name == before.Alert.Name) return;
        string text = $"the probable cause is {OpenIncident.Words(cause.Alert)}";
        Happened(incident, IncidentEventKind.Updated, TimelineKind.CauseChanged, nowMs, "", text);
    }

    /// <summary>A notice was handed over.</summary>
    public void Notified(Notification notification)
    {
        if (notification.Incidents.Count == 0) return;
        string text = $"{notification.Integration}: {Dispatching.DecisionText.Of(notification.Reason)}";
        foreach (NotifiedIncident named in notification.Incidents)
        {
            if (Find(named.Id) is { } incident) Tell(incident, notification.TimeMs, TimelineKind.Notice, notification.Receiver, text);
        }
    }

    private void Open(OpenIncident incident, IReadOnlyList<IncidentLink> links, bool reachesSomebody, long nowMs)
    {
        incident.OpenedAtMs = nowMs;
        incident.Severity = links.Max(l => l.Severity);
        foreach (IncidentLink link in links) link.Standing = reachesSomebody ? AlertStanding.Announced : AlertStanding.Waiting;
        Counters = Counters with { Opened = Counters.Opened + 1 };
        Happened(incident, IncidentEventKind.Opened, TimelineKind.Opened, nowMs, "", OpenIncident.Words(incident.Cause.Alert));
    }

    /// <summary>For the timeline alone: those who watch are told once of all that join at a time, since each telling shows the whole incident.</summary>
    private string Join(IncidentLink link, long nowMs)
    {
        Counters = Counters with { AlertsJoined = Counters.AlertsJoined + 1 };
        string text = $"{link.Alert.Name} joins without another interruption";
        Tell(link.Incident, nowMs, TimelineKind.AlertJoined, "", text);
        return text;
    }

    private void Announce(IncidentLink link, long nowMs)
    {
        OpenIncident incident = link.Incident;
        if (incident.ResolvedBy.Length > 0)
        {
            incident.ResolvedBy = "";
            Reopen(incident, link.Alert, nowMs);
        }

        if (link.Severity <= incident.Severity)
        {
            string again = $"{link.Alert.Name} interrupts";
            Happened(incident, IncidentEventKind.Updated, TimelineKind.AlertJoined, nowMs, "", again);
            return;
        }

        incident.Severity = link.Severity;
        string text = $"{link.Alert.Name} raises the severity to {link.Severity.Word()}";
        Happened(incident, IncidentEventKind.SeverityRaised, TimelineKind.SeverityRaised, nowMs, "", text);
    }
}
