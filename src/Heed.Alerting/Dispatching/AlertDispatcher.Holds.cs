using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Maintenance;

namespace Heed.Alerting.Dispatching;

/// <content>What holds notices of an alert, for those who notify beside the routes.</content>
public sealed partial class AlertDispatcher
{
    /// <summary>An inhibiting alert, announced work or a silence, as a sentence; null where nothing holds the alert.</summary>
    public string? HeldBy(LabelSet labels, long nowMs)
    {
        lock (_gate)
        {
            if (_inhibitor.InhibitedBy(labels, nowMs) is { } source) return DecisionText.Of(HoldReason.Inhibited, source.Labels.ToString());
            foreach (MaintenanceWindow window in _options.Maintenance)
            {
                if (window.Times.Contains(nowMs) && window.Covers(labels)) return DecisionText.Of(HoldReason.InMaintenance, window.Name);
            }

            return Silences.SilencedBy(labels, nowMs) is { } silence ? DecisionText.Of(HoldReason.Silenced, silence.Id) : null;
        }
    }
}
