using Heed.Rules.Alerting;

namespace Heed.Rules.Groups;

/// <summary>The names under which rules leave something behind.</summary>
internal sealed class RuleWrites
{
    private static readonly string[] OfAlerts = ["ALERTS", "ALERTS_FOR_STATE"];

    private readonly HashSet<string> _metrics = new(StringComparer.Ordinal);
    private readonly HashSet<string> _alerts = new(StringComparer.Ordinal);

    public RuleWrites(IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules) Add(rule);
    }

    /// <summary>The metrics that the rules write.</summary>
    public IReadOnlyCollection<string> Metrics => _metrics;

    public bool Writes(string metric) => _metrics.Contains(metric);

    /// <summary>Whether both may write the same series: the same recorded metric, or alerts of the same name.</summary>
    public bool Clashes(RuleWrites other) =>
        _alerts.Overlaps(other._alerts) || _metrics.Any(m => other._metrics.Contains(m) && !OfAlerts.Contains(m));

    public void MergeFrom(RuleWrites other)
    {
        _metrics.UnionWith(other._metrics);
        _alerts.UnionWith(other._alerts);
    }

    private void Add(Rule rule)
    {
        if (rule is not AlertingRule)
        {
            _metrics.Add(rule.Name);
            return;
        }

        _metrics.UnionWith(OfAlerts);
        _alerts.Add(rule.Name);
    }
}
