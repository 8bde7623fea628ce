using Heed.Documents;
using Heed.Model.Labels;
using Heed.Rules.Groups;

namespace Heed.Rules.Files;

/// <summary>Reads one group of a rule file.</summary>
internal static class RuleGroupReader
{
    /// <param name="names">Of the groups above it in the file.</param>
    /// <param name="rules">Kind, name and labels of the rules above it in the file.</param>
    public static RuleGroup Read(DocumentNode node, HashSet<string> names, HashSet<string> rules)
    {
        MappingReader group = node.ReadMapping();
        string name = ReadName(group, names);
        TimeSpan interval = group.TryGet("interval", out DocumentNode? written) ? written.ReadDuration(TimeSpan.Zero) : TimeSpan.Zero;
        int limit = group.TryGet("limit", out DocumentNode? most) ? (int)most.ReadInteger(0, 0, int.MaxValue) : 0;
        TimeSpan? offset = group.TryGet("query_offset", out DocumentNode? past) ? past.ReadDuration(TimeSpan.Zero) : null;
        IReadOnlyList<Label> labels = group.TryGet("labels", out DocumentNode? common) ? RuleLabels.Read(common, "label") : [];

        if (common is { Kind: NodeKind.Mapping }) TemplateCheck.Report(common);
        List<Rule> read = [];
        if (group.TryGet("rules", out DocumentNode? list))
        {
            foreach (DocumentNode item in list.ReadSequence())
            {
                if (RuleReader.Read(item, labels, rules) is { } rule) read.Add(rule);
            }
        }

        group.Finish();
        string file = node.Document.File;
        return new RuleGroup(file, name, interval == TimeSpan.Zero ? null : interval, limit, offset, read);
    }

    private static string ReadName(MappingReader group, HashSet<string> names)
    {
        if (!group.TryRequire("name", "the name of the group", out DocumentNode? node)) return "";
        string name = node.ReadText();
        if (name.Length == 0) node.Report("expected the name of the group, found an empty text");
        else if (!names.Add(name)) node.Report($"expected each group's name once in a file, found a second \"{name}\"");
        return name;
    }
}
