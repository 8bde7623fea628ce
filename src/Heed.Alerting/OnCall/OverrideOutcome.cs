namespace Heed.Alerting.OnCall;

/// <summary>What became of an override that was asked for.</summary>
public enum OverrideOutcome
{
    Done,
    UnknownSchedule,
    UnknownPerson,

    /// <summary>It ends before it begins, or has ended already.</summary>
    WrongTimes,

    /// <summary>There are as many as there may be.</summary>
    Full,
    Unknown,
}
