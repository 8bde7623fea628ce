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

    /// <summary>What a source and its targets have in common.</summary>
    internal LabelSet Shared(LabelSet labels)
    {
        LabelSetBuilder shared = new();
        foreach (string name in Equal) shared.Set(name, labels.Get(name));
        return shared.Build();
    }

    private static bool All(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            if (!matcher.Matches(labels)) return false;
        }

        return true;
    }
}
