using Heed.Model.Alerts;

namespace Heed.Alerting.Incidents;

/// <summary>An alert's place in its incident.</summary>
internal sealed class IncidentLink(OpenIncident incident, int position, Alert alert, int rank)
{
    public OpenIncident Incident { get; } = incident;

    /// <summary>Its place among the incident's links, which it keeps.</summary>
    public int Position { get; } = position;

    /// <summary>In its newest form.</summary>
    public Alert Alert { get; set; } = alert;

    /// <summary>Of its layer.</summary>
    public int Rank { get; } = rank;

    public AlertSeverity Severity { get; } = AlertSeverities.Of(alert.Labels);

    /// <summary>When it began to fire for the first time in this incident.</summary>
    public long FirstStartsAtMs { get; set; } = alert.StartsAtMs;

    public AlertStanding Standing
    {
        get;
        set
        {
            if (field != value) Incident.Changed(this);
            field = value;
        }
    }

    /// <summary>Whether the timeline tells of its end.</summary>
    public bool EndIsTold
    {
        get;
        set
        {
            if (field != value) Incident.Changed(this);
            field = value;
        }
    }

    /// <summary>Whether the alert itself has been forgotten: only the incident knows it, and keeps all of it.</summary>
    public bool IsDetached
    {
        get;
        set
        {
            if (field != value) Incident.Changed(this);
            field = value;
        }
    }

    /// <summary>Whether what is kept of it differs from it.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Whether people may count on its incident because of it: it came through, and fires or ended only lately.</summary>
    public bool Covers(long nowMs, long closeAfterMs) => Standing != AlertStanding.Waiting && Alert.EndsAtMs + closeAfterMs > nowMs;
}
