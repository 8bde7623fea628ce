using Heed.Documents;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Reads files of objectives: OpenSLO's documents, and Sloth's.</summary>
public static class SloFile
{
    private static readonly string[] Kinds = ["openslo/v1", "openslo/v1alpha", "prometheus/v1", "sloth.slok.dev/v1"];

    /// <summary>
    /// The objectives of all documents of a file. Every mistake is reported with its place; the objectives may be used only where
    /// <paramref name="diagnostics"/> stays empty.
    /// </summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="diagnostics">Gets the mistakes.</param>
    public static IReadOnlyList<ServiceLevelObjective> Parse(string file, string text, Diagnostics diagnostics)
    {
        List<ServiceLevelObjective> objectives = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (string part in Split(text))
        {
            Document document = Document.Parse(file, part, diagnostics);
            if (document.Root.Kind == NodeKind.Null) continue;
            foreach (ServiceLevelObjective objective in Read(document.Root))
            {
                if (ids.Add(objective.Id)) objectives.Add(objective);
                else document.Root.Report($"expected each objective of a service once in a file, found a second {objective.Id}");
            }
        }

        return objectives;
    }

    private static IReadOnlyList<ServiceLevelObjective> Read(DocumentNode root)
    {
        MappingReader reader = root.ReadMapping();
        bool hasKind = reader.TryGet("apiVersion", out DocumentNode? kind) || reader.TryGet("version", out kind);
        if (!hasKind)
        {
            root.Report($"expected the key \"apiVersion\" or \"version\" ({string.Join(", ", Kinds)}), found none");
            return [];
        }

        return kind!.ReadWord(Kinds, "") switch
        {
            "openslo/v1" => OpenSloReader.Read(reader),
            "openslo/v1alpha" => OpenSloAlphaReader.Read(reader),
            "prometheus/v1" => new SlothReader(isCamelCase: false).Read(reader),
            "sloth.slok.dev/v1" => SlothReader.ReadResource(reader),
            _ => [],
        };
    }

    /// <summary>Each document on lines of its own number, so that mistakes show where they stand in the file.</summary>
    private static List<string> Split(string text)
    {
        string[] lines = text.Split('\n');
        List<string> parts = [];
        int first = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && lines[i].TrimEnd() != "---") continue;
            parts.Add(new string('\n', first) + string.Join('\n', lines[first..i]));
            first = i + 1;
        }

        return parts;
    }
}
