using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>One link of the chain from causes to their effects.</summary>
/// <param name="Name">As <c>data</c>; also the value of the label <c>layer</c> that puts an alert here whatever its name is.</param>
/// <param name="Matchers">An alert is here where all matchers of any of these sets hold.</param>
public sealed record IncidentLayer(string Name, IReadOnlyList<IReadOnlyList<LabelMatcher>> Matchers)
{
    /// <summary>The labels that decide whether an alert is here.</summary>
    public IEnumerable<string> MatcherNames => Matchers.SelectMany(set => set.Select(m => m.Name));

    public bool Matches(LabelSet labels)
    {
        foreach (IReadOnlyList<LabelMatcher> set in Matchers)
        {
            if (Holds(set, labels)) return true;
        }

        return false;
    }

    private static bool Holds(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            if (!matcher.Matches(labels)) return false;
        }

        return true;
    }
}
