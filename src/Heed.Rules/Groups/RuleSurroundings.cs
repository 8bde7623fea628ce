using Heed.Model.Alerts;
using Heed.Model.Histograms;

namespace Heed.Rules.Groups;

/// <summary>The gates and settings that every group of one engine shares.</summary>
/// <param name="Lock">Guards what rules remember and report; no gate is called while it is held.</param>
internal sealed record RuleSurroundings(
    RuleQueries Queries, IHistogramSink Samples, IAlertSink Alerts, RuleEngineOptions Options, TimeProvider Clock, Lock Lock)
{
    public RuleTally Tally { get; } = new();

    public RuleHorizon Horizon { get; } = new(Options.LookAhead);
}
