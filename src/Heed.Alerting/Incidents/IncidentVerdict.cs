namespace Heed.Alerting.Incidents;

/// <summary>What people say of an incident in the end.</summary>
public enum IncidentVerdict
{
    None,
    ActedOn,
    Noise,
}
