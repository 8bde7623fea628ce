namespace Heed.Alerting.Incidents;

/// <summary>What became of incidents since the program began.</summary>
/// <param name="Opened">Incidents that were to interrupt somebody.</param>
/// <param name="Closed">Incidents that came to their end.</param>
/// <param name="AlertsJoined">Alerts that interrupted nobody because they joined an incident that people knew of.</param>
/// <param name="UnlinkedAlerts">Alerts of models that found no room in any incident: they notify as if there were none.</param>
public readonly record struct IncidentCounters(long Opened, long Closed, long AlertsJoined, long UnlinkedAlerts);
