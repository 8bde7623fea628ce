using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Rules.Objectives.Documents;

/// <summary>
/// Reads Sloth's specification: <c>prometheus/v1</c>, and the same below <c>spec</c> of its Kubernetes resource, where keys are in camel
/// case. Plugins are programs and cannot be run: an objective that needs one is refused.
/// </summary>
internal sealed class SlothReader(bool isCamelCase)
{
    /// <summary>Plugins that Sloth runs by itself, or that change no rule.</summary>
    private const string OwnPlugins = "sloth.dev/core/";

    private string _service = "";
    private IReadOnlyList<Label> _labels = [];

    public static IReadOnlyList<ServiceLevelObjective> ReadResource(MappingReader root)
    {
        if (root.TryGet("kind", out DocumentNode? kind)) kind.ReadWord(["PrometheusServiceLevel"], "");
        root.IsWritten("metadata");
        IReadOnlyList<ServiceLevelObjective> objectives = root.TryRequire("spec", "the service level", out DocumentNode? spec)
            ? new SlothReader(isCamelCase: true).Read(spec.ReadMapping())
            : [];
        root.Finish();
        return objectives;
    }

    public IReadOnlyList<ServiceLevelObjective> Read(MappingReader root)
    {
        _service = DocumentTexts.RequireName(root, "service", "the service that promises");
        _labels = root.TryGet("labels", out DocumentNode? labels) ? Texts(labels) : [];
        if (root.TryGet(Key("slo_plugins"), out DocumentNode? plugins)) RefusePlugins(plugins);
        List<ServiceLevelObjective> objectives = [];
        if (root.TryRequire("slos", "a list of objectives", out DocumentNode? slos))
        {
            IReadOnlyList<DocumentNode> items = slos.ReadSequence();
            if (items.Count == 0) slos.Report("expected at least one objective, found none");
            foreach (DocumentNode item in items)
            {
                if (ReadOne(item.ReadMapping()) is { } objective) objectives.Add(objective);
            }
        }

        root.Finish();
        return objectives;
    }

    private ServiceLevelObjective? ReadOne(MappingReader reader)
    {
        string name = DocumentTexts.RequireName(reader, "name", "a name, unique within the service");
        double target = reader.TryRequire("objective", "a percentage, such as 99.9", out DocumentNode? percent) ? ReadPercent(percent) : double.NaN;
        string description = reader.TryGet("description", out DocumentNode? text) ? text.ReadText() : "";
        IReadOnlyList<Label> labels = reader.TryGet("labels", out DocumentNode? own) ? Texts(own) : [];
        Indicator? indicator = reader.TryRequire("sli", "what is measured", out DocumentNode? sli) ? ReadIndicator(sli.ReadMapping()) : null;
        if (reader.TryGet("plugins", out DocumentNode? plugins)) RefusePlugins(plugins);
        ServiceLevelObjective? objective = indicator is null || name.Length == 0 || double.IsNaN(target) ? null : new()
        {
            Service = _service,
            Name = name,
            Type = indicator is RatioIndicator ? "ratio" : "events",
            Target = target,
            Indicator = indicator,
            Description = description,
            Labels = DocumentTexts.Merge(_labels, labels),
            Style = RuleStyle.Sloth,
        };
        if (reader.TryGet("alerting", out DocumentNode? alerting)) objective = ReadAlerting(alerting.ReadMapping(), objective);
        reader.Finish();
        return objective;
    }

    private static double ReadPercent(DocumentNode node)
    {
        double percent = node.ReadNumber(double.NaN);
        bool isShare = percent is > 0 and < 100;
        if (!isShare && !double.IsNaN(percent)) node.Report($"expected a percentage above 0 and below 100, found {node.Describe()}");
        return isShare ? percent / 100 : double.NaN;
    }

    private Indicator? ReadIndicator(MappingReader reader)
    {
        Indicator? indicator = null;
        int kinds = 0;
        if (reader.TryGet("events", out DocumentNode? events))
        {
            kinds++;
            MappingReader queries = events.ReadMapping();
            string? bad = PromqlText.Require(queries, Key("error_query"));
            string? total = PromqlText.Require(queries, Key("total_query"));
            queries.Finish();
            if (bad is not null && total is not null) indicator = new EventIndicator(CountedEvents.Bad, bad, total);
        }

        if (reader.TryGet("raw", out DocumentNode? raw))
        {
            kinds++;
            MappingReader queries = raw.ReadMapping();
            if (PromqlText.Require(queries, Key("error_ratio_query")) is { } ratio) indicator = new RatioIndicator(ratio);
            queries.Finish();
        }

        if (reader.TryGet("plugin", out DocumentNode? plugin))
        {
            kinds++;
            plugin.Report("expected \"events\" or \"raw\": plugins are programs of Sloth, which Heed does not run; write the query that it makes");
        }

        if (kinds != 1) reader.Node.Report("expected one of \"events\" and \"raw\"");
        reader.Finish();
        return indicator;
    }

    private ServiceLevelObjective? ReadAlerting(MappingReader reader, ServiceLevelObjective? objective)
    {
        string name = reader.TryGet("name", out DocumentNode? written) ? written.ReadText() : "";
        IReadOnlyList<Label> labels = reader.TryGet("labels", out DocumentNode? own) ? Texts(own) : [];
        IReadOnlyList<Label> annotations = reader.TryGet("annotations", out DocumentNode? texts) ? Texts(texts) : [];
        ObjectiveAlert? page = ReadAlert(reader, Key("page_alert"), labels, annotations);
        ObjectiveAlert? ticket = ReadAlert(reader, Key("ticket_alert"), labels, annotations);
        bool isNameless = name.Length == 0 && (page is not null || ticket is not null);
        if (isNameless) reader.Node.Report("expected the key \"name\" (the name of the alert), found none");
        reader.Finish();
        return objective is null ? null : objective with { AlertName = name, Page = page, Ticket = ticket };
    }

    private ObjectiveAlert? ReadAlert(MappingReader alerting, string key, IReadOnlyList<Label> labels, IReadOnlyList<Label> annotations)
    {
        if (!alerting.TryGet(key, out DocumentNode? node)) return new ObjectiveAlert(labels, annotations);
        MappingReader reader = node.ReadMapping();
        bool isOff = reader.TryGet("disable", out DocumentNode? disable) && disable.ReadBool();
        IReadOnlyList<Label> own = reader.TryGet("labels", out DocumentNode? ownLabels) ? Texts(ownLabels) : [];
        IReadOnlyList<Label> texts = reader.TryGet("annotations", out DocumentNode? ownTexts) ? Texts(ownTexts) : [];
        reader.Finish();
        return isOff ? null : new ObjectiveAlert(DocumentTexts.Merge(labels, own), DocumentTexts.Merge(annotations, texts));
    }

    private static void RefusePlugins(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        reader.IsWritten("overridePrevious");
        if (reader.TryGet("chain", out DocumentNode? chain))
        {
            foreach (DocumentNode item in chain.ReadSequence())
            {
                MappingReader plugin = item.ReadMapping();
                string id = plugin.TryRequire("id", "of the plugin", out DocumentNode? written) ? written.ReadText() : OwnPlugins;
                bool isOwn = id.StartsWith(OwnPlugins, StringComparison.Ordinal);
                if (!isOwn) written!.Report($"expected only plugins of Sloth's core, found {Quoting.Quote(id)}: plugins are programs, which Heed does not run");
                plugin.IsWritten("priority");
                plugin.IsWritten("config");
                plugin.Finish();
            }
        }

        reader.Finish();
    }

    private static IReadOnlyList<Label> Texts(DocumentNode node) => DocumentTexts.Read(node);

    private string Key(string snake)
    {
        if (!isCamelCase) return snake;
        string[] words = snake.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
