using System.Runtime.InteropServices;

using Heed.Model.Labels;

namespace Heed.Alerting.Routing;

/// <summary>
/// Finds which of many lists of matchers may hold for a set of labels without asking each of them: a list with an equality is looked up
/// by the label that it asks for, the others are always asked. What is found still has to be matched. Never changes once built.
/// </summary>
public sealed class MatcherIndex
{
    private readonly List<(string Name, Dictionary<string, List<int>> ByValue)> _names = [];
    private readonly List<int> _others = [];

    public MatcherIndex(IEnumerable<IReadOnlyList<LabelMatcher>> lists)
    {
        int position = 0;
        foreach (IReadOnlyList<LabelMatcher> matchers in lists) Add(matchers, position++);
    }

    /// <summary>Replaces the content of a list by the positions of the candidates, ascending.</summary>
    public void Collect(LabelSet labels, List<int> candidates)
    {
        candidates.Clear();
        candidates.AddRange(_others);
        foreach ((string name, Dictionary<string, List<int>> byValue) in CollectionsMarshal.AsSpan(_names))
        {
            string value = labels.Get(name);
            if (value.Length > 0 && byValue.TryGetValue(value, out List<int>? positions)) candidates.AddRange(positions);
        }

        if (candidates.Count > 1) candidates.Sort();
    }

    private void Add(IReadOnlyList<LabelMatcher> matchers, int position)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Operator != MatchOperator.Equal || matcher.Value.Length == 0) continue;
            Dictionary<string, List<int>> byValue = Of(matcher.Name);
            if (!byValue.TryGetValue(matcher.Value, out List<int>? positions)) byValue.Add(matcher.Value, positions = []);
            positions.Add(position);
            return;
        }

        _others.Add(position);
    }

    private Dictionary<string, List<int>> Of(string name)
    {
        foreach ((string known, Dictionary<string, List<int>> byValue) in _names)
        {
            if (known == name) return byValue;
        }

        Dictionary<string, List<int>> added = new(StringComparer.Ordinal);
        _names.Add((name, added));
        return added;
    }
}
