using Heed.Model.Labels;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;

namespace Heed.Rules.State;

/// <summary>What a rule has to keep for its state to go on through a reload or a restart. The file is no part of it.</summary>
/// <param name="Kind"><c>alerting</c> or <c>recording</c>.</param>
/// <param name="Labels">The rule's labels as written, templates not expanded.</param>
/// <param name="ExpressionHash">Sixteen hexadecimal digits over the expression as it is printed: layout and comments do not count.</param>
public sealed record RuleIdentity(string Group, string Kind, string Name, string Labels, string ExpressionHash)
{
    public static RuleIdentity Of(RuleGroup group, Rule rule)
    {
        StableHash hash = new(0);
        hash.Add(rule.Query);
        string labels = string.Join(", ", rule.Labels.Select(l => $"{l.Name}={Heed.Model.Parsing.Quoting.Quote(l.Value)}"));
        string kind = rule is AlertingRule ? "alerting" : "recording";
        return new RuleIdentity(group.Name, kind, rule.Name, labels, hash.ToUInt64().ToString("x16"));
    }
}
