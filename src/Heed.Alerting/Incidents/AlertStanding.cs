namespace Heed.Alerting.Incidents;

/// <summary>What an alert is to the people whom its incident interrupts.</summary>
public enum AlertStanding
{
    /// <summary>Nothing has been decided: it waits for its group, or is held by something else.</summary>
    Waiting,

    /// <summary>It is a reason to interrupt: the incident's first alerts, and those that raise its severity.</summary>
    Announced,

    /// <summary>It joined an incident that people know of; it shows in later notices.</summary>
    Joined,
}
