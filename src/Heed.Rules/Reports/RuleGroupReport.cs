using Heed.Rules.Groups;

namespace Heed.Rules.Reports;

/// <summary>A group and how it is, as of its last evaluation. Never changes.</summary>
public sealed record RuleGroupReport
{
    public required RuleGroup Group { get; init; }

    /// <summary>The group's own, or the engine's.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The due time of the last evaluation; null before the first.</summary>
    public required long? LastEvaluationMs { get; init; }

    /// <summary>How long the last evaluation of all its rules took.</summary>
    public required TimeSpan EvaluationDuration { get; init; }

    /// <summary>When it is evaluated next.</summary>
    public required long NextDueMs { get; init; }

    /// <summary>Evaluations that were skipped because the host came too late.</summary>
    public required long MissedEvaluations { get; init; }

    /// <summary>In the file's order.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }
}
