using Heed.Alerting.Routing;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Configuration;

/// <summary>Reads the three forms of matchers in a configuration file.</summary>
internal static class MatcherReading
{
    /// <summary><c>match: {severity: critical}</c></summary>
    public static void ReadEqual(MappingReader reader, string key, List<LabelMatcher> matchers)
    {
        foreach ((string name, DocumentNode value) in Members(reader, key)) matchers.Add(LabelMatcher.Equal(name, value.ReadText()));
    }

    /// <summary><c>match_re: {severity: warning|critical}</c></summary>
    public static void ReadRegex(MappingReader reader, string key, List<LabelMatcher> matchers, string before, string after)
    {
        foreach ((string name, DocumentNode value) in Members(reader, key))
        {
            if (value.Kind == NodeKind.Null) value.Report("expected a regular expression, found nothing");
            ParseResult<LabelMatcher> matcher = LabelMatcher.Parse(name, MatchOperator.Regex, before + value.ReadText() + after);
            if (matcher.IsSuccess) matchers.Add(matcher.Value);
            else value.Report(matcher.Error.Message);
        }
    }

    /// <summary><c>matchers: [severity="critical", team=~"a|b"]</c>, or all of them in one text.</summary>
    public static void ReadMatchers(MappingReader reader, string key, List<LabelMatcher> matchers)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return;
        foreach (DocumentNode item in node.Kind == NodeKind.Scalar ? [node] : node.ReadSequence())
        {
            ParseResult<IReadOnlyList<LabelMatcher>> parsed = MatcherParser.Parse(item.ReadText());
            if (parsed.IsSuccess) matchers.AddRange(parsed.Value);
            else item.Report(parsed.Error.Message);
        }
    }

    private static IEnumerable<KeyValuePair<string, DocumentNode>> Members(MappingReader reader, string key)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) yield break;
        foreach (KeyValuePair<string, DocumentNode> member in node.ReadMapping().Members)
        {
            if (!Identifiers.IsLabelName(member.Key))
            {
                member.Value.Report(
                    $"expected the name of a label, found {Quoting.Quote(member.Key)}; other names stand in quotes under \"matchers\"");
            }

            yield return member;
        }
    }
}
