using Heed.Alerting.Routing;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Inhibition;

/// <summary>
/// Knows the alerts that are sources of a rule, by what they share with their targets, so that a question costs one look-up a
/// rule that may hold. An alert that is both source and target of a rule is inhibited by none that is both, too: neither by itself
/// nor by its like. Not safe for use by several threads; its owner holds the lock.
/// </summary>
public sealed class Inhibitor(IReadOnlyList<InhibitionRule> rules)
{
    private readonly Dictionary<ulong, SourceSet>[] _sources = [.. rules.Select(_ => new Dictionary<ulong, SourceSet>())];

    private readonly MatcherIndex _bySource = new(rules.Select(r => r.Source));
    private readonly MatcherIndex _byTarget = new(rules.Select(r => r.Target));
    private readonly List<int> _candidates = [];

    /// <summary>Takes notice of an alert in its newest form.</summary>
    public void Update(Alert alert)
    {
        _bySource.Collect(alert.Labels, _candidates);
        foreach (int i in _candidates)
        {
            InhibitionRule rule = rules[i];
            if (!rule.IsSource(alert.Labels)) continue;
            ulong shared = rule.Shared(alert.Labels);
            if (!_sources[i].TryGetValue(shared, out SourceSet? sources)) _sources[i].Add(shared, sources = new SourceSet());
            sources.Update(alert, rule.IsTarget(alert.Labels));
        }
    }

    /// <summary>Forgets an alert.</summary>
    public void Remove(Alert alert)
    {
        _bySource.Collect(alert.Labels, _candidates);
        foreach (int i in _candidates)
        {
            if (!rules[i].IsSource(alert.Labels)) continue;
            ulong shared = rules[i].Shared(alert.Labels);
            if (!_sources[i].TryGetValue(shared, out SourceSet? sources)) continue;
            sources.Remove(alert);
            if (sources.IsEmpty) _sources[i].Remove(shared);
        }
    }

    /// <summary>The firing alert that inhibits this one, the one with the least labels of several; null for none.</summary>
    public Alert? InhibitedBy(LabelSet labels, long nowMs)
    {
        _byTarget.Collect(labels, _candidates);
        foreach (int i in _candidates)
        {
            InhibitionRule rule = rules[i];
            if (_sources[i].Count == 0 || !rule.IsTarget(labels)) continue;
            if (!_sources[i].TryGetValue(rule.Shared(labels), out SourceSet? sources)) continue;
            if (sources.Least(rule.IsSource(labels), nowMs) is { } source) return source;
        }

        return null;
    }
}
