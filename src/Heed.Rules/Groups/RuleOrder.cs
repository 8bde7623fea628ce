using Heed.Model.Labels;
using Heed.Rules.Alerting;

namespace Heed.Rules.Groups;

/// <summary>
/// Which rules may be computed ahead, as far as their texts tell: those that read only what no rule writes or what rules before them record. What
/// is recorded is written ahead with it, and nobody may see that: a rule that something before it may read waits for each of its turns,
/// and so does one that writes into the past. Alerts are never written ahead: they hang on when they were sent.
/// </summary>
internal sealed class RuleOrder
{
    private static readonly string[] OfAlerts = ["ALERTS", "ALERTS_FOR_STATE"];

    private readonly RuleEvaluator[] _rules;
    private readonly RuleReads[] _reads;

    /// <summary>By recorded metric, in the order of the rules.</summary>
    private readonly Dictionary<string, List<int>> _writers = new(StringComparer.Ordinal);

    /// <summary>By metric, who reads it how, in the order of the rules.</summary>
    private readonly Dictionary<string, List<(int Rule, MetricSelector Selector)>> _readers = new(StringComparer.Ordinal);

    /// <summary>The first rule that may read anything.</summary>
    private readonly int _anything;

    /// <summary>Metrics of which more than one rule may write the same series.</summary>
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    private RuleOrder(RuleEvaluator[] rules)
    {
        _rules = rules;
        _reads = Array.ConvertAll(rules, rule => RuleReads.Of(rule.Rule));
        _anything = Array.FindIndex(_reads, reads => reads.AreUnknown);
        for (int i = 0; i < rules.Length; i++)
        {
            foreach (MetricSelector selector in _reads[i].Selectors) ListOf(_readers, selector.Metric).Add((i, selector));
            if (rules[i].Rule is not AlertingRule) ListOf(_writers, rules[i].Rule.Name).Add(i);
        }

        foreach ((string metric, List<int> writers) in _writers)
        {
            if (!AreApart(writers)) _shared.Add(metric);
        }
    }

    /// <summary>Tells every rule how far ahead it may be computed.</summary>
    /// <param name="groups">In the order of their evaluation.</param>
    /// <param name="horizon">Of the engine; where nothing is computed ahead, nothing is looked for.</param>
    public static void Settle(IReadOnlyList<GroupEvaluator> groups, RuleHorizon horizon)
    {
        if (horizon.LookAheadMs <= 0) return;
        RuleOrder order = new([.. groups.SelectMany(group => group.Rules)]);
        int next = 0;
        foreach (GroupEvaluator group in groups)
        {
            foreach (RuleEvaluator rule in group.Rules)
            {
                rule.Foresight = new RuleForesight(horizon, order.SourcesOf(next, writesIntoThePast: group.QueryOffsetMs > 0));
                next++;
            }
        }
    }

    private List<RuleEvaluator>? SourcesOf(int rule, bool writesIntoThePast)
    {
        RuleReads reads = RuleReads.Of(_rules[rule].Rule.Expression);
        if (reads.AreUnknown || reads.DependsOnRange || reads.Selectors.Any(selector => OfAlerts.Contains(selector.Metric))) return null;
        if (_rules[rule].Rule is not AlertingRule && (writesIntoThePast || IsAwaited(rule))) return null;
        List<RuleEvaluator> sources = [];
        foreach (MetricSelector selector in reads.Selectors)
        {
            foreach (int writer in _writers.GetValueOrDefault(selector.Metric, []))
            {
                if (!selector.MayRead(_rules[writer].Rule)) continue;
                if (writer >= rule) return null;
                sources.Add(_rules[writer]);
            }
        }

        return sources;
    }

    /// <summary>Whether the rule itself or one before it may read what it writes, or another rule may write the same.</summary>
    private bool IsAwaited(int rule)
    {
        Rule recording = _rules[rule].Rule;
        if ((_anything >= 0 && _anything <= rule) || _shared.Contains(recording.Name)) return true;
        foreach ((int reader, MetricSelector selector) in _readers.GetValueOrDefault(recording.Name, []))
        {
            if (reader <= rule && selector.MayRead(recording)) return true;
        }

        return false;
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string metric)
    {
        if (!lists.TryGetValue(metric, out List<T>? list)) lists.Add(metric, list = []);
        return list;
    }

    /// <summary>
    /// Whether no two rules can write the same series: they set the same labels to other values. Of two that could, the first one to come
    /// is kept at each time, which only their turns decide.
    /// </summary>
    private bool AreApart(List<int> writers)
    {
        if (writers.Count == 1) return true;
        IReadOnlyList<Label> first = _rules[writers[0]].Rule.Labels;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (int writer in writers)
        {
            IReadOnlyList<Label> labels = _rules[writer].Rule.Labels;
            bool isAlike = labels.Select(label => label.Name).SequenceEqual(first.Select(label => label.Name), StringComparer.Ordinal);
            bool isNew = seen.Add(string.Join('\0', labels.Select(label => label.Value)));
            if (!isAlike || !isNew || labels.Any(label => label.Value.Length == 0)) return false;
        }

        return true;
    }
}
