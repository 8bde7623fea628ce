using Heed.Model.Alerts;

namespace Heed.Server.Alertmanager;

/// <summary>What a body of posted alerts says.</summary>
/// <param name="Alerts">Those that can be used.</param>
/// <param name="Invalid">How many cannot.</param>
/// <param name="Error">What is wrong with the first that cannot, or with the body as a whole; empty where nothing is.</param>
internal sealed record PostedAlerts(IReadOnlyList<Alert> Alerts, int Invalid, string Error);
