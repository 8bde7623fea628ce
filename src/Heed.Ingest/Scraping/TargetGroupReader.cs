using Heed.Documents;
using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>Reads a group of targets, in a configuration or in a discovery file, in YAML or in JSON (which is YAML).</summary>
internal static class TargetGroupReader
{
    /// <summary>The source of groups that stand in the configuration.</summary>
    public const string StaticSource = "static";

    public static TargetGroup Read(DocumentNode node, string source)
    {
        MappingReader reader = node.ReadMapping();
        List<string> addresses = [];
        if (reader.TryGet("targets", out DocumentNode? targets))
        {
            foreach (DocumentNode item in targets.ReadSequence()) addresses.Add(ReadAddress(item));
        }

        LabelSetBuilder labels = new();
        if (reader.TryGet("labels", out DocumentNode? map))
        {
            foreach ((string name, DocumentNode value) in map.ReadMapping().Members)
            {
                if (name.Length == 0) value.Report("expected the name of a label, found an empty one");
                else labels.Set(name, value.ReadText());
            }
        }

        reader.Finish();
        return new TargetGroup(source, addresses, labels.Build());
    }

    private static string ReadAddress(DocumentNode node)
    {
        string address = node.ReadText();
        if (address.Length == 0) node.Report("expected an address such as localhost:9100, found none");
        else if (address.Contains('/', StringComparison.Ordinal))
        {
            node.Report($"expected an address such as localhost:9100 without scheme and path, found {node.Describe()}");
        }

        return address;
    }
}
