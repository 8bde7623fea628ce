using Heed.Documents;
using Heed.Model.Labels;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Mappings of names to texts, ordered by name.</summary>
internal static class DocumentTexts
{
    public static IReadOnlyList<Label> Read(DocumentNode node) =>
        [.. node.ReadTextMap().Select(t => new Label(t.Key, t.Value)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>A text that has to be there and say something; what is wrong is reported, and the empty text returned.</summary>
    public static string RequireName(MappingReader reader, string key, string expected)
    {
        if (!reader.TryRequire(key, expected, out DocumentNode? node)) return "";
        string name = node.ReadText();
        if (name.Length == 0 && node.Kind == NodeKind.Scalar) node.Report($"expected {expected}, found an empty text");
        return name;
    }

    /// <summary>The later ones win.</summary>
    public static IReadOnlyList<Label> Merge(IReadOnlyList<Label> texts, IReadOnlyList<Label> over)
    {
        SortedDictionary<string, string> merged = new(StringComparer.Ordinal);
        foreach (Label text in texts.Concat(over)) merged[text.Name] = text.Value;
        return [.. merged.Select(t => new Label(t.Key, t.Value))];
    }
}
