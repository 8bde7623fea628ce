using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Escalation;

/// <summary>What escalation has to know of an incident: the gate through which incidents reach people on call.</summary>
/// <param name="IncidentId">Unique; stands in links.</param>
/// <param name="Title">The probable cause in a sentence.</param>
/// <param name="Severity">The highest of its alerts.</param>
/// <param name="Labels">That all its alerts share, with <paramref name="Severity"/> as <c>severity</c>: what routes to a policy.</param>
/// <param name="Alerts">The cause first.</param>
public sealed record Interruption(
    string IncidentId, string Title, string Severity, LabelSet Labels, IReadOnlyList<NotifiedAlert> Alerts);
