namespace Heed.Rules.Groups;

/// <summary>What the rules have done since the engine was made: the host's metrics of itself.</summary>
public sealed record RuleCounts
{
    /// <summary>Of rules, not of groups.</summary>
    public long Evaluations { get; init; }

    /// <summary>Evaluations of rules that gave an error.</summary>
    public long Failures { get; init; }

    /// <summary>Evaluations of groups that were skipped because the host came too late.</summary>
    public long MissedGroupEvaluations { get; init; }

    /// <summary>Labels and annotations that show an error instead of their text.</summary>
    public long TemplateFailures { get; init; }

    /// <summary>Stale markers included.</summary>
    public long SamplesWritten { get; init; }

    /// <summary>Samples that the store refused: too old, in conflict, or beyond a limit.</summary>
    public long SamplesRefused { get; init; }

    /// <summary>Alerts handed to routing, repetitions and resolutions included.</summary>
    public long AlertsSent { get; init; }
}
