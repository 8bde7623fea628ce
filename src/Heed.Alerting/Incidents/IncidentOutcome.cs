namespace Heed.Alerting.Incidents;

/// <summary>What became of what a person asked of an incident.</summary>
public enum IncidentOutcome
{
    Done,

    /// <summary>It was so already; the first person's word stands.</summary>
    AlreadySo,

    /// <summary>There is no such incident, or it is too long ago.</summary>
    Unknown,

    /// <summary>It is over.</summary>
    Closed,
}
