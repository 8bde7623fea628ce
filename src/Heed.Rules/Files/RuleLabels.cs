using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Rules.Files;

/// <summary>Reads mappings of names to texts: labels and annotations.</summary>
internal static class RuleLabels
{
    /// <param name="what"><c>label</c> or <c>annotation</c>, for the messages.</param>
    /// <returns>Ordered by name.</returns>
    public static IReadOnlyList<Label> Read(DocumentNode node, string what)
    {
        List<Label> labels = [];
        foreach ((string name, DocumentNode value) in node.ReadMapping().Members)
        {
            if (!IsName(name)) value.Report($"expected a name for the {what}, found {Quoting.Quote(name)}");
            else if (what == "label" && name == LabelNames.MetricName) value.Report("expected a label that a rule may set, found __name__");
            else labels.Add(new Label(name, value.ReadText()));
        }

        labels.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return labels;
    }

    /// <summary>The group's labels with the rule's own over them.</summary>
    public static IReadOnlyList<Label> Merge(IReadOnlyList<Label> group, IReadOnlyList<Label> own)
    {
        if (group.Count == 0) return own;
        SortedDictionary<string, string> merged = new(StringComparer.Ordinal);
        foreach (Label label in group) merged[label.Name] = label.Value;
        foreach (Label label in own) merged[label.Name] = label.Value;
        return [.. merged.Select(l => new Label(l.Key, l.Value))];
    }

    /// <summary>Names are any text, as in Prometheus 3: those that are no identifiers stand in quotes in PromQL.</summary>
    private static bool IsName(string name) => name.Length > 0 && IsUnicode(name);

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
