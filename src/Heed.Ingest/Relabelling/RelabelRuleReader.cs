using System.Text.RegularExpressions;

using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Ingest.Relabelling;

/// <summary>Reads <c>relabel_configs</c> and <c>metric_relabel_configs</c> with Prometheus' checks, each reported at its key.</summary>
public static class RelabelRuleReader
{
    private static readonly string[] Actions =
    [
        "replace", "keep", "drop", "keepequal", "dropequal", "hashmod", "labelmap", "labeldrop", "labelkeep", "lowercase", "uppercase",
    ];

    public static IReadOnlyList<RelabelRule> ReadAll(DocumentNode list) => [.. list.ReadSequence().Select(Read)];

    private static RelabelRule Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        RelabelRule rule = new()
        {
            Action = ReadAction(reader),
            SourceLabels = reader.TryGet("source_labels", out DocumentNode? sources) ? ReadSources(sources) : [],
            Separator = reader.TryGet("separator", out DocumentNode? separator) ? separator.ReadText() : RelabelRule.DefaultSeparator,
            Regex = reader.TryGet("regex", out DocumentNode? regex) ? ReadRegex(regex) : RelabelRule.DefaultRegex,
            Modulus = reader.TryGet("modulus", out DocumentNode? modulus) ? (ulong)modulus.ReadInteger(1, least: 1) : 0,
            TargetLabel = reader.TryGet("target_label", out DocumentNode? target) ? target.ReadText() : "",
            Replacement = reader.TryGet("replacement", out DocumentNode? replacement)
                ? replacement.ReadText()
                : RelabelRule.DefaultReplacement,
        };
        reader.Finish();
        Check(rule, reader);
        return rule;
    }

    /// <summary>In any case, as Prometheus takes it.</summary>
    private static RelabelAction ReadAction(MappingReader reader)
    {
        if (!reader.TryGet("action", out DocumentNode? node)) return RelabelAction.Replace;
        string written = node.ReadText();
        int index = Array.FindIndex(Actions, a => string.Equals(a, written, StringComparison.OrdinalIgnoreCase));
        string word = index >= 0 ? Actions[index] : node.ReadWord(Actions, Actions[0]);
        return Enum.Parse<RelabelAction>(word, ignoreCase: true);
    }

    private static IReadOnlyList<string> ReadSources(DocumentNode list)
    {
        foreach (DocumentNode item in list.ReadSequence())
        {
            if (item.ReadText().Length == 0) item.Report("expected the name of a label, found none");
        }

        return list.ReadTextList();
    }

    private static Regex ReadRegex(DocumentNode node)
    {
        ParseResult<Regex> regex = Re2.ParseAnchored(node.ReadText());
        if (regex.IsSuccess) return regex.Value;
        node.Report(regex.Error.Message);
        return RelabelRule.DefaultRegex;
    }

    private static void Check(RelabelRule rule, MappingReader reader)
    {
        bool equal = rule.Action is RelabelAction.KeepEqual or RelabelAction.DropEqual;
        bool cased = rule.Action is RelabelAction.Lowercase or RelabelAction.Uppercase;
        bool setsTarget = equal || cased || rule.Action is RelabelAction.Replace or RelabelAction.HashMod;
        string action = Actions[(int)rule.Action];
        if (setsTarget && rule.TargetLabel.Length == 0)
        {
            reader.Node.Report($"expected the key \"target_label\" for the action {action}, found none");
        }

        if (rule.Action == RelabelAction.HashMod && rule.Modulus == 0)
        {
            reader.Node.Report("expected the key \"modulus\" for the action hashmod, found none");
        }

        if (equal) Refuse(reader, action, "source_labels and target_label", "regex", "separator", "modulus", "replacement");
        else if (cased) Refuse(reader, action, "source_labels, separator and target_label", "replacement");
        else if (rule.Action is RelabelAction.LabelDrop or RelabelAction.LabelKeep)
        {
            Refuse(reader, action, "regex", "source_labels", "target_label", "separator", "modulus", "replacement");
        }
        else if (rule.Action == RelabelAction.LabelMap && rule.Replacement.Length == 0)
        {
            reader.Node.Report("expected a replacement that names a label for the action labelmap, found an empty one");
        }
    }

    private static void Refuse(MappingReader reader, string action, string known, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (reader.TryGet(key, out DocumentNode? node)) node.Report($"the action {action} takes {known} only: remove \"{key}\"");
        }
    }
}
