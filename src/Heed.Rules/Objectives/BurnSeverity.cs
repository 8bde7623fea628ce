namespace Heed.Rules.Objectives;

/// <summary>What the burning of a budget asks for.</summary>
public enum BurnSeverity
{
    /// <summary>Somebody now: <c>severity: critical</c>.</summary>
    Page,

    /// <summary>Somebody in the next days: <c>severity: warning</c>.</summary>
    Ticket,
}
