using Heed.Rules.Groups;

namespace Heed.Server.Backtests;

/// <summary>What the search found for one alerting rule. Nothing is applied.</summary>
/// <param name="Group">The rule's group.</param>
/// <param name="Rule">The rule as its file has it.</param>
/// <param name="Comparison">As <c>&gt;</c>.</param>
/// <param name="Current">What the file says.</param>
/// <param name="Best">The best trial; <see cref="Current"/> where no other one does better.</param>
/// <param name="Trials">The evidence: the best trials, best first.</param>
/// <param name="TrialCount">How many were tried.</param>
/// <param name="Skipped">Why nothing was tried; else null, and then the two trials are there.</param>
public sealed record TuningProposal(
    RuleGroup Group,
    Rule Rule,
    string Comparison,
    TuningTrial? Current,
    TuningTrial? Best,
    IReadOnlyList<TuningTrial> Trials,
    int TrialCount,
    string? Skipped)
{
    public bool IsChange => Best is not null && Best != Current;
}
