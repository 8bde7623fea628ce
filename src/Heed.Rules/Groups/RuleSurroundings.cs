using Heed.Model.Alerts;
using Heed.Model.Histograms;

namespace Heed.Rules.Groups;

/// <summary>The gates and settings that every group of one engine shares.</summary>
/// <param name="Lock">Guards what rules remember and report; no gate is called while it is held.</param>
internal sealed record RuleSurroundings(
    RuleQueries Queries, IHistogramSink Samples, IAlertSink Alerts, RuleEngineOptions Options, TimeProvider Clock, Lock Lock)
{
    public RuleTally Tally { get; } = new();

    /// <summary>What the rules of all groups write: whoever reads it cannot be asked ahead of them.</summary>
    public required RuleWrites Writes { get; init; }

    /// <summary>How far ahead the rule may be evaluated.</summary>
    public TimeSpan LookAhead(Rule rule) =>
        Options.LookAhead > TimeSpan.Zero && RuleReads.Of(rule.Expression) is { DependsOnRange: false } reads && !reads.Meets(Writes)
            ? Options.LookAhead
            : TimeSpan.Zero;
}
