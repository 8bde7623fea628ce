using Heed.Model.Labels;

namespace Heed.Alerting.Routing;

/// <summary>
/// Finds which of many lists of matchers may hold for a set of labels without asking each of them: a list with an equality is looked up
/// by the label that it asks for, the others are always asked. What is found still has to be matched. Never changes once built.
/// </summary>
public sealed class MatcherIndex
{
    private readonly Dictionary<Label, List<int>> _byLabel = [];
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
        if (_byLabel.Count > 0)
        {
            foreach (Label label in labels.Labels)
            {
                if (_byLabel.TryGetValue(label, out List<int>? positions)) candidates.AddRange(positions);
            }
        }

        candidates.Sort();
    }

    private void Add(IReadOnlyList<LabelMatcher> matchers, int position)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Operator != MatchOperator.Equal || matcher.Value.Length == 0) continue;
            Label key = new(matcher.Name, matcher.Value);
            if (!_byLabel.TryGetValue(key, out List<int>? positions)) _byLabel.Add(key, positions = []);
            positions.Add(position);
            return;
        }

        _others.Add(position);
    }
}
