using Heed.Model.Labels;

namespace Heed.Rules.Groups;

/// <summary>What one selector of an expression reads.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Matchers">The name's among them.</param>
internal readonly record struct MetricSelector(string Metric, IReadOnlyList<LabelMatcher> Matchers)
{
    /// <summary>Whether series that a rule of that metric records may be among them: not where a label that the rule sets excludes them.</summary>
    public bool MayRead(Rule recording)
    {
        foreach (Label label in recording.Labels)
        {
            foreach (LabelMatcher matcher in Matchers)
            {
                if (matcher.Name == label.Name && !matcher.Matches(label.Value)) return false;
            }
        }

        return true;
    }
}
