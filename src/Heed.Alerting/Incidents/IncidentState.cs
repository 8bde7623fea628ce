namespace Heed.Alerting.Incidents;

/// <summary>Where an incident stands.</summary>
public enum IncidentState
{
    /// <summary>
    /// Its alerts fire, but none has come through inhibition, time intervals, silences and its group's wait: nobody is to act.
    /// </summary>
    Gathering,
    Open,

    /// <summary>A person has it. Escalation waits, and nothing is repeated.</summary>
    Acknowledged,

    /// <summary>None of its alerts fires any more, or a person said that it is over; it may still reopen.</summary>
    Resolved,
    Closed,
}
