using Heed.Model.Alerts;

namespace Heed.Alerting.Incidents;

/// <summary>An alert's place in its incident.</summary>
internal sealed class IncidentLink(OpenIncident incident, Alert alert, int rank)
{
    public OpenIncident Incident { get; } = incident;

    /// <summary>In its newest form.</summary>
    public Alert Alert { get; set; } = alert;

    /// <summary>Of its layer.</summary>
    public int Rank { get; } = rank;

    public AlertSeverity Severity { get; } = AlertSeverities.Of(alert.Labels);

    /// <summary>When it began to fire for the first time in this incident.</summary>
    public long FirstStartsAtMs { get; set; } = alert.StartsAtMs;

    public AlertStanding Standing { get; set; }

    /// <summary>Whether the timeline tells of its end.</summary>
    public bool EndIsTold { get; set; }

    /// <summary>Whether people may count on its incident because of it: it came through, and fires or ended only lately.</summary>
    public bool Covers(long nowMs, long closeAfterMs) => Standing != AlertStanding.Waiting && Alert.EndsAtMs + closeAfterMs > nowMs;
}
