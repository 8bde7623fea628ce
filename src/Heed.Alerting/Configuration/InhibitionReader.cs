using Heed.Alerting.Inhibition;
using Heed.Documents;
using Heed.Model.Labels;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>inhibit_rules</c>.</summary>
internal static class InhibitionReader
{
    public static List<InhibitionRule> ReadAll(IReadOnlyList<DocumentNode> nodes) => [.. nodes.Select(Read)];

    private static InhibitionRule Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        if (reader.TryGet("name", out DocumentNode? name)) name.ReadText();
        List<LabelMatcher> source = ReadSide(reader, "source");
        List<LabelMatcher> target = ReadSide(reader, "target");
        IReadOnlyList<string> equal = reader.TryGet("equal", out DocumentNode? labels) ? labels.ReadTextList() : [];
        reader.Finish();
        return new InhibitionRule(source, target, equal);
    }

    private static List<LabelMatcher> ReadSide(MappingReader reader, string side)
    {
        List<LabelMatcher> matchers = [];
        MatcherReading.ReadEqual(reader, side + "_match", matchers);
        MatcherReading.ReadRegex(reader, side + "_match_re", matchers, "", "");
        MatcherReading.ReadMatchers(reader, side + "_matchers", matchers);
        return matchers;
    }
}
