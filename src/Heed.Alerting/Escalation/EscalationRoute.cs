using Heed.Model.Labels;

namespace Heed.Alerting.Escalation;

/// <summary>Which incidents a policy is for.</summary>
/// <param name="Matchers">All have to hold for the incident's labels; none takes every incident.</param>
/// <param name="Policy">Null for nobody: such incidents reach only the receivers of their alerts.</param>
public sealed record EscalationRoute(IReadOnlyList<LabelMatcher> Matchers, EscalationPolicy? Policy)
{
    public bool Takes(LabelSet labels)
    {
        foreach (LabelMatcher matcher in Matchers)
        {
            if (!matcher.Matches(labels)) return false;
        }

        return true;
    }
}
