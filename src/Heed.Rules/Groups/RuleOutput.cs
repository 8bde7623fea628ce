using Heed.Model.Alerts;

namespace Heed.Rules.Groups;

/// <summary>What one evaluation of a group hands on. Used again from evaluation to evaluation.</summary>
internal sealed class RuleOutput
{
    /// <summary>Of one rule: the rules behind it have to see them.</summary>
    public List<RuleSample> Samples { get; } = [];

    /// <summary>Of all rules of the group, in the group's order, ordered by labels within a rule.</summary>
    public List<Alert> Alerts { get; } = [];
}
