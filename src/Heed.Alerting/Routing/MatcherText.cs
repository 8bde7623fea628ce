using System.Text;

using Heed.Model.Labels;

namespace Heed.Alerting.Routing;

/// <summary>Matchers as they stand in a group's key: <c>{a="b",c=~"d"}</c>, ordered by name, value and operator.</summary>
public static class MatcherText
{
    public static IReadOnlyList<LabelMatcher> Order(IEnumerable<LabelMatcher> matchers) =>
        [.. matchers.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Value, StringComparer.Ordinal).ThenBy(m => m.Operator)];

    public static string Format(IReadOnlyList<LabelMatcher> ordered)
    {
        StringBuilder text = new("{");
        foreach (LabelMatcher matcher in ordered)
        {
            if (text.Length > 1) text.Append(',');
            text.Append(matcher);
        }

        return text.Append('}').ToString();
    }
}
