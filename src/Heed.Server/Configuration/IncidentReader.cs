using Heed.Alerting.Incidents;
using Heed.Alerting.Routing;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>incidents</c>.</summary>
internal static class IncidentReader
{
    public static readonly TimeSpan DefaultHistory = TimeSpan.FromDays(365);

    private static readonly TimeSpan LeastHistory = TimeSpan.FromDays(1);
    private static readonly TimeSpan MostHistory = TimeSpan.FromDays(3650);

    public static (IncidentOptions? Options, TimeSpan History) Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        bool links = !reader.TryGet("link", out DocumentNode? link) || link.ReadBool(fallback: true);
        IncidentOptions options = new()
        {
            CloseAfter = reader.TryGet("close_after", out DocumentNode? close)
                ? close.ReadDuration(IncidentOptions.DefaultCloseAfter, IncidentOptions.LeastCloseAfter, IncidentOptions.MostCloseAfter)
                : IncidentOptions.DefaultCloseAfter,
            LinkWithin = reader.TryGet("link_within", out DocumentNode? within)
                ? within.ReadDuration(IncidentOptions.DefaultLinkWithin, IncidentOptions.LeastLinkWithin, IncidentOptions.MostLinkWithin)
                : IncidentOptions.DefaultLinkWithin,
            Chain = reader.TryGet("chain", out DocumentNode? chain) ? ReadChain(chain) : IncidentChain.Default,
        };
        TimeSpan history = reader.TryGet("history", out DocumentNode? kept)
            ? kept.ReadDuration(DefaultHistory, LeastHistory, MostHistory)
            : DefaultHistory;
        reader.Finish();
        return (links ? options : null, history);
    }

    private static IncidentChain ReadChain(DocumentNode node)
    {
        List<IncidentLayer> layers = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            MappingReader reader = item.ReadMapping();
            string name = reader.TryRequire("layer", "the layer's name, as data", out DocumentNode? layer) ? layer.ReadText() : "";
            List<IReadOnlyList<LabelMatcher>> sets = [];
            if (reader.TryRequire("alerts", "a list of matchers, any of which puts an alert here", out DocumentNode? alerts))
            {
                foreach (DocumentNode text in alerts.ReadSequence()) ReadMatchers(text, sets);
            }

            reader.Finish();
            if (layers.Exists(l => l.Name == name)) item.Report($"expected every layer once, found \"{name}\" again");
            layers.Add(new IncidentLayer(name, sets));
        }

        return new IncidentChain(layers);
    }

    private static void ReadMatchers(DocumentNode node, List<IReadOnlyList<LabelMatcher>> sets)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> matchers = MatcherParser.Parse(node.ReadText());
        if (matchers.IsSuccess) sets.Add(matchers.Value);
        else node.Report($"expected matchers such as alertname=~\"Feature.*\", found {node.Describe()}: {matchers.Error.Message}");
    }
}
