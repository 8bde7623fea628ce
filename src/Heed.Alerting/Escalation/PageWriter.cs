using System.Globalization;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Escalation;

/// <summary>Makes the notifications of a page: one for each integration of each of the recipient's receivers.</summary>
internal sealed class PageWriter(EscalationOptions options, AcknowledgementLinks? links)
{
    /// <summary>The groups of an incident's notices are called so: services that keep an incident a group keep one.</summary>
    public static string GroupKeyOf(string incidentId) => "incident/" + incidentId;

    /// <summary>Adds them to a list and returns the state with them counted.</summary>
    public EscalationState Write(EscalationState state, Page page, long nowMs, List<Notification> notifications)
    {
        bool isOver = page.Reason == NotifyReason.IncidentResolved;
        foreach (ReceiverConfiguration receiver in page.Recipient.Receivers)
        {
            foreach (IntegrationOptions integration in receiver.Integrations)
            {
                if (isOver && !integration.SendResolved) continue;
                state = state with { Notices = state.Notices + 1 };
                notifications.Add(Write(state, page, receiver.Name, integration, isOver, nowMs));
            }
        }

        return state;
    }

    private Notification Write(EscalationState state, Page page, string receiver, IntegrationOptions integration, bool isOver, long nowMs)
    {
        Interruption interruption = state.Interruption;
        string groupKey = GroupKeyOf(interruption.IncidentId);
        string unique = string.Create(CultureInfo.InvariantCulture, $"{groupKey}\n{state.Notices}");
        NotificationStatus status = isOver ? NotificationStatus.Resolved : NotificationStatus.Firing;
        List<NotifiedAlert> alerts = [.. interruption.Alerts.Select(a => isOver ? a with { Status = status, EndsAtMs = a.EndsAtMs ?? nowMs } : a)];
        int truncated = integration.MaxAlerts > 0 ? Math.Max(0, alerts.Count - integration.MaxAlerts) : 0;
        if (truncated > 0) alerts.RemoveRange(integration.MaxAlerts, truncated);
        bool isAsked = !isOver && page.Reason != NotifyReason.StillOpen;
        return new Notification(
            Notification.IdOf(unique, receiver, integration.Id, nowMs),
            receiver,
            integration.Id,
            nowMs,
            status,
            page.Reason,
            groupKey,
            interruption.Labels,
            interruption.Labels,
            LabelSet.Of(("summary", interruption.Title)),
            options.ExternalUrl,
            alerts,
            truncated)
        {
            Acknowledgement = isAsked ? links?.Create(interruption.IncidentId, page.Recipient.Name, nowMs) : null,
            Recipient = page.Recipient.Person?.Name ?? "",
            OnCall = Why(state, page),
            Incidents = [new NotifiedIncident(interruption.IncidentId, interruption.Title)],
        };
    }

    private static string Why(EscalationState state, Page page)
    {
        string who = page.Recipient.Person?.FullName ?? page.Recipient.Name;
        return page.Reason switch
        {
            NotifyReason.IncidentResolved => $"{state.Interruption.Title}: over",
            NotifyReason.StillOpen => $"reminder for {who}, who acknowledged it: still open",
            NotifyReason.NotAcknowledged => $"page for {who}, since nobody acknowledged it: {page.Detail} of {state.Policy.Name}",
            NotifyReason.AcknowledgementEnded => $"page for {who}, since the acknowledgement has ended: {page.Detail} of {state.Policy.Name}",
            NotifyReason.SeverityRaised => $"page for {who}, since it has become {state.Interruption.Severity}: {page.Detail} of {state.Policy.Name}",
            _ => $"page for {who}: {page.Detail} of {state.Policy.Name}",
        };
    }
}
