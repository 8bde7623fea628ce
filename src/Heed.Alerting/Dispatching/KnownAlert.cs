using Heed.Alerting.Notifications;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <summary>An alert that has not ended, and what holds it at the time of asking.</summary>
/// <param name="Alert">In its newest form.</param>
/// <param name="Receivers">Names, in the order of the routes, each once.</param>
/// <param name="InhibitedBy">Null for none.</param>
/// <param name="SilencedBy">Ids of the active silences that match it.</param>
/// <param name="MutedBy">Names of the time intervals that held it at its group's last flush.</param>
public sealed record KnownAlert(
    Alert Alert, IReadOnlyList<string> Receivers, Alert? InhibitedBy, IReadOnlyList<string> SilencedBy, IReadOnlyList<string> MutedBy)
{
    /// <summary>Alertmanager's.</summary>
    public ulong ApiFingerprint { get; } = AlertFingerprint.NumberOf(Alert.Labels);

    public AlertCondition Condition =>
        InhibitedBy is null && SilencedBy.Count == 0 && MutedBy.Count == 0 ? AlertCondition.Active : AlertCondition.Suppressed;
}
