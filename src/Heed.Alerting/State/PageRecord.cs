namespace Heed.Alerting.State;

/// <summary>What a record of a page says; the numbers are kept on disk.</summary>
internal enum PageRecord : byte
{
    /// <summary>An alert in its newest form.</summary>
    Alert = 1,

    /// <summary>An alert that is no longer known.</summary>
    AlertGone = 2,

    /// <summary>What an open incident has of its own.</summary>
    Incident = 3,

    /// <summary>An incident that is closed, and kept elsewhere, or was none.</summary>
    IncidentGone = 4,

    /// <summary>An alert's place in an open incident.</summary>
    Link = 5,

    /// <summary>Another line of an open incident's timeline.</summary>
    Line = 6,

    /// <summary>That somebody repeats an alert, and what that made of its times; the rest of it stands.</summary>
    AlertRepeated = 7,
}
