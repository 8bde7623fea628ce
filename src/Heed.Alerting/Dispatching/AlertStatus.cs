using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <summary>How an alert stands, and why its receivers were or were not notified.</summary>
/// <param name="Alert">In its newest form.</param>
/// <param name="Condition">At the time of asking.</param>
/// <param name="Reason">A sentence for people.</param>
/// <param name="InhibitedBy">The alert that inhibits it now; null for none.</param>
/// <param name="SilencedBy">The id of the silence that holds it now; empty for none.</param>
/// <param name="Receivers">One for each integration of each route that takes the alert.</param>
public sealed record AlertStatus(
    Alert Alert, AlertCondition Condition, string Reason, Alert? InhibitedBy, string SilencedBy, IReadOnlyList<ReceiverStatus> Receivers);
