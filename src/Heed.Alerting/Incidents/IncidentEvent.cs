namespace Heed.Alerting.Incidents;

/// <summary>A step of an incident.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="TimeMs">When, in the engine's time.</param>
/// <param name="Incident">As it stood right after.</param>
/// <param name="Who">The person whose doing it was; empty for none.</param>
/// <param name="Text">What the person wrote, or a sentence of what happened.</param>
public sealed record IncidentEvent(IncidentEventKind Kind, long TimeMs, Incident Incident, string Who, string Text);
