using Heed.Alerting.Incidents;

namespace Heed.Alerting.State;

/// <summary>An alert of an incident as it is kept over a restart.</summary>
/// <param name="Alert">As it was when the incident last changed.</param>
/// <param name="FirstStartsAtMs">When it began to fire for the first time in this incident.</param>
/// <param name="Standing">Whether it interrupted somebody.</param>
/// <param name="EndIsTold">Whether the timeline tells of its end.</param>
public sealed record LinkRecord(AlertRecord Alert, long FirstStartsAtMs, AlertStanding Standing, bool EndIsTold)
{
    /// <summary>Whether the alert itself has been forgotten, and only its incident remembers it.</summary>
    public bool IsDetached { get; init; }
}
