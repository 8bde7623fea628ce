using System.Runtime.InteropServices;

using Heed.Model.Labels;

namespace Heed.Alerting.Routing;

/// <summary>
/// Finds which of many lists of matchers may hold for a set of labels without asking each of them: a list with an equality is looked up
/// by the label that it asks for (of several the one that the fewest others ask for), the others are always asked. What is found still
/// has to be matched. Never changes once built.
/// </summary>
public sealed class MatcherIndex
{
    private readonly List<(string Name, Dictionary<string, List<int>> ByValue)> _names = [];
    private readonly List<int> _others = [];

    public MatcherIndex(IEnumerable<IReadOnlyList<LabelMatcher>> lists)
    {
        IReadOnlyList<LabelMatcher>[] all = [.. lists];
        Dictionary<Label, int> uses = [];
        foreach (LabelMatcher matcher in all.SelectMany(matchers => matchers.Where(IsEquality).Distinct()))
        {
            Label label = new(matcher.Name, matcher.Value);
            uses[label] = uses.GetValueOrDefault(label) + 1;
        }

        for (int i = 0; i < all.Length; i++) Add(all[i], i, uses);
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

    private static bool IsEquality(LabelMatcher matcher) => matcher.Operator == MatchOperator.Equal && matcher.Value.Length > 0;

    private void Add(IReadOnlyList<LabelMatcher> matchers, int position, Dictionary<Label, int> uses)
    {
        LabelMatcher? rarest = matchers.Where(IsEquality).MinBy(m => uses[new Label(m.Name, m.Value)]);
        if (rarest is null)
        {
            _others.Add(position);
            return;
        }

        Dictionary<string, List<int>> byValue = Of(rarest.Name);
        if (!byValue.TryGetValue(rarest.Value, out List<int>? positions)) byValue.Add(rarest.Value, positions = []);
        positions.Add(position);
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
