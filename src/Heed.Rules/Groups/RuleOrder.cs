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

    /// <summary>By metric, the first rule that reads it.</summary>
    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);

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
            foreach (string metric in _reads[i].Metrics) _readers.TryAdd(metric, i);
            if (rules[i].Rule is AlertingRule) continue;
            if (!_writers.TryGetValue(rules[i].Rule.Name, out List<int>? writers)) _writers.Add(rules[i].Rule.Name, writers = []);
            writers.Add(i);
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
        if (reads.AreUnknown || reads.DependsOnRange || OfAlerts.Any(reads.Metrics.Contains)) return null;
        if (_rules[rule].Rule is not AlertingRule && (writesIntoThePast || IsAwaited(rule))) return null;
        List<RuleEvaluator> sources = [];
        foreach (string metric in reads.Metrics)
        {
            if (!_writers.TryGetValue(metric, out List<int>? writers)) continue;
            if (writers[^1] >= rule) return null;
            sources.AddRange(writers.Select(writer => _rules[writer]));
        }

        return sources;
    }

    /// <summary>Whether the rule itself or one before it may read what it writes, or another rule may write the same.</summary>
    private bool IsAwaited(int rule)
    {
        string metric = _rules[rule].Rule.Name;
        bool isRead = _readers.TryGetValue(metric, out int reader) && reader <= rule;
        return isRead || (_anything >= 0 && _anything <= rule) || _shared.Contains(metric);
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
