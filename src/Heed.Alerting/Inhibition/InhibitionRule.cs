using Heed.Model.Labels;

namespace Heed.Alerting.Inhibition;

/// <summary>
/// While an alert that satisfies <paramref name="Source"/> fires, alerts that satisfy <paramref name="Target"/> and have the same
/// values of <paramref name="Equal"/> are not notified. A label that both lack is the same in both.
/// </summary>
public sealed record InhibitionRule(IReadOnlyList<LabelMatcher> Source, IReadOnlyList<LabelMatcher> Target, IReadOnlyList<string> Equal)
{
    public bool IsSource(LabelSet labels) => All(Source, labels);

    public bool IsTarget(LabelSet labels) => All(Target, labels);

    /// <summary>The same for a source and its targets: a hash of the values that they have in common, names in the rule's order.</summary>
    internal ulong Shared(LabelSet labels)
    {
        StableHash shared = new(0);
        for (int i = 0; i < Equal.Count; i++) shared.Add(labels.Get(Equal[i]));
        return shared.ToUInt64();
    }

    private static bool All(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        for (int i = 0; i < matchers.Count; i++)
        {
            if (!matchers[i].Matches(labels)) return false;
        }

        return true;
    }
}
