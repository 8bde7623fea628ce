using Heed.Alerting.Grouping;
using Heed.Alerting.Notifications;
using Heed.Alerting.Routing;
using Heed.Alerting.Silences;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <content>Answers of why somebody was or was not notified.</content>
public sealed partial class AlertDispatcher
{
    /// <summary>How an alert stands and what was decided last; null for one that is not known, or was resolved too long ago.</summary>
    public AlertStatus? Status(ulong fingerprint)
    {
        lock (_gate) return _alerts.Find(fingerprint) is { } active ? Status_NeedsLock(active) : null;
    }

    /// <summary>All alerts that are known, ordered by labels.</summary>
    public IReadOnlyList<AlertStatus> Statuses()
    {
        lock (_gate) return [.. _alerts.All.OrderBy(a => a.Alert.Labels).Select(Status_NeedsLock)];
    }

    private AlertStatus Status_NeedsLock(ActiveAlert active)
    {
        Alert alert = active.Alert;
        Alert? source = _inhibitor.InhibitedBy(alert.Labels, _nowMs);
        Silence? silence = Silences.SilencedBy(alert.Labels, _nowMs);
        List<ReceiverStatus> receivers = [];
        foreach (Route route in active.Routes) AddReceivers_NeedsLock(receivers, route, active);
        AlertCondition condition = alert.IsResolvedAt(_nowMs) ? AlertCondition.Resolved
            : source is not null || silence is not null ? AlertCondition.Suppressed
            : AlertCondition.Active;
        string reason = source is not null ? DecisionText.Of(HoldReason.Inhibited, source.Labels.ToString())
            : silence is not null ? DecisionText.Of(HoldReason.Silenced, silence.Id)
            : receivers.Count > 0 ? receivers[0].Reason
            : "in no group any more";
        return new AlertStatus(alert, condition, reason, source, silence?.Id ?? "", receivers);
    }

    private void AddReceivers_NeedsLock(List<ReceiverStatus> receivers, Route route, ActiveAlert active)
    {
        if (active.GroupIn(route) is not { } group) return;
        if (!group.Members.TryGetValue(active.Alert.Fingerprint, out GroupMember? member)) return;
        int count = Math.Max(1, group.Decisions.Length);
        for (int i = 0; i < count; i++)
        {
            Decision? decided = i < group.Decisions.Length && member.WasFlushed ? group.Decisions[i] : null;
            Decision last = member.Held ?? decided ?? Decision.Held(_nowMs, HoldReason.WaitingForGroup);
            string integration = i < group.Decisions.Length ? group.Receiver.Integrations[i].Id.ToString() : "";
            receivers.Add(new ReceiverStatus(group.Receiver.Name, integration, group.Key, last, group.DueMs, DecisionText.Of(last)));
        }
    }
}
