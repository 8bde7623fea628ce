using Heed.Documents;
using Heed.Rules.Groups;

namespace Heed.Rules.Files;

/// <summary>Reads rule files in Prometheus' format.</summary>
public static class RuleFile
{
    /// <summary>
    /// The groups of one file. Every mistake is reported with its place; what has one is left out, so the groups may be used
    /// only where <paramref name="diagnostics"/> stays empty. What is allowed but hardly meant is in <see cref="Rule.Warnings"/>.
    /// </summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="diagnostics">Gets the mistakes.</param>
    /// <param name="ignoreUnknownKeys">Whether a key that nothing reads is no mistake.</param>
    public static IReadOnlyList<RuleGroup> Parse(string file, string text, Diagnostics diagnostics, bool ignoreUnknownKeys = false)
    {
        Document document = Document.Parse(file, text, diagnostics, ignoreUnknownKeys);
        MappingReader root = document.Root.ReadMapping();
        List<RuleGroup> groups = [];
        if (root.TryGet("groups", out DocumentNode? list))
        {
            HashSet<string> names = [];
            HashSet<string> rules = [];
            foreach (DocumentNode node in list.ReadSequence()) groups.Add(RuleGroupReader.Read(node, names, rules));
        }

        root.Finish();
        return groups;
    }
}
