using Heed.Model.Labels;
using Heed.Query.Syntax;
using Heed.Rules.Alerting;
using Heed.Rules.Templates;

namespace Heed.Rules.Groups;

/// <summary>The metrics that expressions read, as far as their text tells.</summary>
internal sealed class RuleReads
{
    private readonly HashSet<string> _metrics = new(StringComparer.Ordinal);
    private readonly List<MetricSelector> _selectors = [];

    /// <summary>Those that name their metric.</summary>
    public IReadOnlyList<MetricSelector> Selectors => _selectors;

    /// <summary>Whether there is a selector whose metric is not named, or a template that queries: it may read anything.</summary>
    public bool AreUnknown { get; private set; }

    /// <summary>Whether a range query gives another value than a query of one time: <c>@ start()</c>, <c>@ end()</c>, <c>step()</c>.</summary>
    public bool DependsOnRange { get; private set; }

    public static RuleReads Of(Expression expression)
    {
        RuleReads reads = new();
        reads.Add(expression);
        return reads;
    }

    /// <summary>Templates that query included.</summary>
    public static RuleReads Of(Rule rule)
    {
        RuleReads reads = Of(rule.Expression);
        if (rule is not AlertingRule alerting) return reads;
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (Label template in alerting.Annotations.Concat(rule.Labels).Where(Queries)) reads.AreUnknown |= !TemplateReads.TryAdd(template.Value, words);
        foreach (string word in words)
        {
            reads._metrics.Add(word);
            reads._selectors.Add(new MetricSelector(word, []));
        }

        return reads;
    }

    public static RuleReads Of(RuleGroup group)
    {
        RuleReads reads = new();
        foreach (Rule rule in group.Rules) reads.MergeFrom(Of(rule));
        return reads;
    }

    /// <summary>Whether the expressions may read what those rules write.</summary>
    public bool Meets(RuleWrites writes) => writes.Metrics.Count > 0 && (AreUnknown || _metrics.Any(writes.Writes));

    public void MergeFrom(RuleReads other)
    {
        AreUnknown |= other.AreUnknown;
        DependsOnRange |= other.DependsOnRange;
        _metrics.UnionWith(other._metrics);
        _selectors.AddRange(other._selectors);
    }

    private static bool Queries(Label label) => label.Value.Contains("query", StringComparison.Ordinal);

    private void Add(Expression expression)
    {
        foreach (Expression node in expression.DescendantsAndSelf())
        {
            if (node is VectorSelector selector) Add(selector);
            else if (node is CallExpression { Function.Name: "info" }) AreUnknown = true;
            DependsOnRange |= node switch
            {
                VectorSelector { At.Anchor: TimeAnchor.Start or TimeAnchor.End } => true,
                SubqueryExpression { At.Anchor: TimeAnchor.Start or TimeAnchor.End } => true,
                VectorSelector { Offset: { } offset } => !IsLiteral(offset),
                RangeSelector range => !IsLiteral(range.Range),
                SubqueryExpression subquery => !IsLiteral(subquery.Range) || subquery is { Step: { } step } && !IsLiteral(step)
                    || subquery is { Offset: { } offset } && !IsLiteral(offset),
                _ => false,
            };
        }
    }

    private void Add(VectorSelector selector)
    {
        string name = selector.Name;
        if (name.Length == 0)
        {
            LabelMatcher? equal = selector.Matchers.FirstOrDefault(m => m.Name == LabelNames.MetricName && m.Operator == MatchOperator.Equal);
            name = equal?.Value ?? "";
        }

        if (name.Length == 0)
        {
            AreUnknown = true;
            return;
        }

        _metrics.Add(name);
        _selectors.Add(new MetricSelector(name, selector.Matchers));
    }

    private static bool IsLiteral(DurationExpression duration) => duration is DurationLiteral or DurationNegation { Operand: DurationLiteral };
}
