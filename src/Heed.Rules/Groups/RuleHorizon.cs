namespace Heed.Rules.Groups;

/// <summary>What all rules of an engine know of the future. Changes between evaluations only.</summary>
/// <param name="lookAhead">How long a stretch of evaluations is computed ahead at most.</param>
internal sealed class RuleHorizon(TimeSpan lookAhead)
{
    public long LookAheadMs { get; } = (long)lookAhead.TotalMilliseconds;

    /// <summary>Up to when the series are complete that no rule writes; milliseconds since the Unix epoch.</summary>
    public long KnownUntilMs { get; set; } = long.MaxValue;
}
