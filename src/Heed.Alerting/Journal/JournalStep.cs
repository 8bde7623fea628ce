namespace Heed.Alerting.Journal;

/// <summary>What an entry of the journal tells of an alert.</summary>
public enum JournalStep
{
    /// <summary>Routing took it in as firing.</summary>
    Fired,

    /// <summary>Somebody said that it is resolved, or nobody repeated it.</summary>
    Ended,

    /// <summary>An integration was told of it.</summary>
    Notified,

    /// <summary>An integration, or all of a route, was not told, for a reason that differs from the one before.</summary>
    Held,
}
