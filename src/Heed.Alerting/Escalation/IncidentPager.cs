using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.Escalation;

/// <summary>Lets incidents page people: what happens to an incident drives its escalation, and an acknowledgement that expires goes back.</summary>
public sealed class IncidentPager : IIncidentWatcher, IScheduled
{
    private readonly AlertDispatcher _dispatcher;
    private readonly EscalationEngine _escalations;

    /// <param name="dispatcher">Whose incidents they are.</param>
    /// <param name="escalations">Who is paged.</param>
    public IncidentPager(AlertDispatcher dispatcher, EscalationEngine escalations)
    {
        _dispatcher = dispatcher;
        _escalations = escalations;
        escalations.HeldBy = HeldBy;
        dispatcher.Watch(this);
    }

    public long NextDueMs => _escalations.NextDueMs;

    public void Run(long dueMs)
    {
        _escalations.Run(dueMs);
        foreach ((string incident, string who) in _escalations.TakeExpired())
        {
            _dispatcher.Unacknowledge(incident, "", dueMs, $"the acknowledgement of {who} has expired");
        }
    }

    public void On(IncidentEvent happened)
    {
        Incident incident = happened.Incident;
        long nowMs = happened.TimeMs;
        switch (happened.Kind)
        {
            case IncidentEventKind.Opened:
                _escalations.Open(ToInterruption(incident), nowMs);
                break;
            case IncidentEventKind.Reopened:
                _escalations.Reopen(ToInterruption(incident), incident.AcknowledgedBy, nowMs);
                break;
            case IncidentEventKind.Updated:
                _escalations.Change(ToInterruption(incident), isRaised: false, nowMs);
                break;
            case IncidentEventKind.SeverityRaised:
                _escalations.Change(ToInterruption(incident), isRaised: true, nowMs);
                break;
            case IncidentEventKind.Acknowledged:
                _escalations.Acknowledge(incident.Id, happened.Who, nowMs);
                break;
            case IncidentEventKind.Unacknowledged:
                _escalations.Unacknowledge(incident.Id, happened.Who, nowMs);
                break;
            default:
                _escalations.Resolve(incident.Id, nowMs);
                break;
        }
    }

    /// <summary>
    /// After a restart: incidents that opened while nobody was on call for them are taken up, and those that are over, or no longer known,
    /// end.
    /// </summary>
    public void Reconcile(long nowMs)
    {
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (Incident incident in _dispatcher.Incidents())
        {
            if (incident.State is IncidentState.Resolved or IncidentState.Closed) continue;
            open.Add(incident.Id);
            if (_escalations.Find(incident.Id) is null && incident.State == IncidentState.Open) _escalations.Open(ToInterruption(incident), nowMs);
        }

        foreach (EscalationState state in _escalations.All)
        {
            if (!open.Contains(state.Interruption.IncidentId)) _escalations.Resolve(state.Interruption.IncidentId, nowMs);
        }
    }

    /// <summary>Whoever silences what an incident is made of does not want to be paged for it.</summary>
    private string? HeldBy(Interruption interruption, long nowMs)
    {
        string? reason = null;
        foreach (NotifiedAlert alert in interruption.Alerts)
        {
            if (alert.Status != NotificationStatus.Firing) continue;
            reason = _dispatcher.HeldBy(alert.Labels, nowMs);
            if (reason is null) return null;
        }

        return reason;
    }

    private static Interruption ToInterruption(Incident incident)
    {
        LabelSetBuilder shared = incident.Alerts[0].Labels.ToBuilder();
        foreach (Label label in incident.Alerts[0].Labels.Labels)
        {
            if (incident.Alerts.Any(a => a.Labels.Get(label.Name) != label.Value)) shared.Remove(label.Name);
        }

        string severity = incident.Severity.Word();
        shared.Set(AlertSeverities.Label, severity);
        return new Interruption(incident.Id, incident.Title, severity, shared.Build(), [.. incident.Alerts.Select(ToNotified)]);
    }

    private static NotifiedAlert ToNotified(IncidentAlert alert) => new(
        alert.EndsAtMs is null ? NotificationStatus.Firing : NotificationStatus.Resolved,
        alert.Labels,
        alert.Annotations,
        alert.StartsAtMs,
        alert.EndsAtMs,
        "");
}
