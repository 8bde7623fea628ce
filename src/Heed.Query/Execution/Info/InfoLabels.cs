using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Info;

/// <summary>What the second argument of <c>info</c> asks for: which info metrics, and which of their labels.</summary>
internal sealed class InfoLabels
{
    /// <summary>The labels that say whose info it is.</summary>
    public static readonly string[] Identifying = ["instance", "job"];

    private readonly List<LabelMatcher> _names = [];
    private readonly List<LabelMatcher> _data = [];

    public InfoLabels(VectorSelector? selector)
    {
        foreach (LabelMatcher matcher in selector?.Matchers ?? [])
        {
            (matcher.Name == LabelNames.MetricName ? _names : _data).Add(matcher);
        }

        if (_names.Count == 0)
        {
            _names.Add(LabelMatcher.Equal(LabelNames.MetricName, "target_info"));
        }
        else if (_names.TrueForAll(n => n.Operator is MatchOperator.NotEqual or MatchOperator.NotRegex))
        {
            _names.Add(LabelMatcher.Parse(LabelNames.MetricName, MatchOperator.Regex, ".+_info").Value);
        }
    }

    /// <summary>Finds the info series.</summary>
    public IReadOnlyList<LabelMatcher> Matchers => [.. _names, .. _data];

    /// <summary>Whether a series without info has to go, because some label is wanted that it lacks.</summary>
    public bool IsRequired => _data.Exists(m => !m.MatchesEmpty);

    /// <summary>Info series themselves pass as they are.</summary>
    public bool IsInfo(LabelSet labels) => _names.TrueForAll(n => n.Matches(labels));

    /// <summary>Whether a label of an info series is to be added.</summary>
    public bool Adds(string name)
    {
        if (name == LabelNames.MetricName || Array.IndexOf(Identifying, name) >= 0) return false;
        return _data.Count == 0 || _data.Exists(m => m.Name == name);
    }

    public static LabelSet Identity(LabelSet labels)
    {
        LabelSetBuilder kept = new();
        foreach (string name in Identifying) kept.Set(name, labels.Get(name));
        return kept.Build();
    }
}
