using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>An alert of an incident.</summary>
/// <param name="Labels">Its identity.</param>
/// <param name="Annotations">In their newest form.</param>
/// <param name="StartsAtMs">When it began to fire for the first time in this incident.</param>
/// <param name="EndsAtMs">When it was resolved; null while it fires.</param>
/// <param name="Layer">Of the chain; empty for none.</param>
/// <param name="Standing">Whether it interrupted somebody.</param>
public sealed record IncidentAlert(
    LabelSet Labels, LabelSet Annotations, long StartsAtMs, long? EndsAtMs, string Layer, AlertStanding Standing)
{
    public string Name => Labels.Get(LabelNames.AlertName);

    public AlertSeverity Severity => AlertSeverities.Of(Labels);
}
