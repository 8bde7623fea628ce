namespace Heed.Alerting.Silences;

/// <summary>What became of a silence that was put or expired.</summary>
public enum SilenceOutcome
{
    Done,

    /// <summary>No matcher, or none that excludes an alert without labels: it would silence everything.</summary>
    MatchesEverything,

    /// <summary>It ends before it starts, or has ended already.</summary>
    WrongTimes,

    /// <summary>The store has as many as it may.</summary>
    Full,
    Unknown,
}
