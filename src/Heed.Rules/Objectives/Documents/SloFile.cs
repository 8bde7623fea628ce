using Heed.Documents;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Reads files of objectives: OpenSLO's documents, and Sloth's.</summary>
public static class SloFile
{
    private const string OpenSlo = "openslo/v1";

    private static readonly string[] Kinds = [OpenSlo, "openslo/v1alpha", "prometheus/v1", "sloth.slok.dev/v1"];

    /// <summary>
    /// The objectives of all documents of a file. Every mistake is reported with its place; the objectives may be used only where
    /// <paramref name="diagnostics"/> stays empty.
    /// </summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="diagnostics">Gets the mistakes.</param>
    public static IReadOnlyList<ServiceLevelObjective> Parse(string file, string text, Diagnostics diagnostics) =>
        Parse([(file, text)], [], diagnostics);

    /// <summary>The objectives of several files, which may refer to each other's indicators.</summary>
    /// <param name="files">Each as the user wrote it, and its content.</param>
    /// <param name="taken">Ids of objectives that are there already.</param>
    /// <param name="diagnostics">Gets the mistakes.</param>
    public static IReadOnlyList<ServiceLevelObjective> Parse(
        IReadOnlyList<(string File, string Text)> files, IEnumerable<string> taken, Diagnostics diagnostics)
    {
        List<(string Kind, MappingReader Root)> documents = [];
        foreach ((string file, string text) in files)
        {
            foreach (string part in Split(text))
            {
                Document document = Document.Parse(file, part, diagnostics);
                if (document.Root.Kind == NodeKind.Null) continue;
                MappingReader root = document.Root.ReadMapping();
                documents.Add((ReadKind(root), root));
            }
        }

        OpenSloIndicators indicators = new();
        foreach ((string kind, MappingReader root) in documents)
        {
            if (kind == OpenSlo) indicators.Collect(root);
        }

        List<ServiceLevelObjective> objectives = [];
        HashSet<string> ids = new(taken, StringComparer.Ordinal);
        foreach ((string kind, MappingReader root) in documents)
        {
            foreach (ServiceLevelObjective objective in Read(kind, root, indicators))
            {
                if (ids.Add(objective.Id)) objectives.Add(objective);
                else root.Node.Report($"expected each objective of a service once, found a second {objective.Id}");
            }
        }

        return objectives;
    }

    private static string ReadKind(MappingReader root)
    {
        if (root.TryGet("apiVersion", out DocumentNode? kind) || root.TryGet("version", out kind)) return kind.ReadWord(Kinds, "");
        root.Node.Report($"expected the key \"apiVersion\" or \"version\" ({string.Join(", ", Kinds)}), found none");
        return "";
    }

    private static IReadOnlyList<ServiceLevelObjective> Read(string kind, MappingReader root, OpenSloIndicators indicators) => kind switch
    {
        OpenSlo => OpenSloReader.Read(root, indicators),
        "openslo/v1alpha" => OpenSloAlphaReader.Read(root),
        "prometheus/v1" => new SlothReader(isCamelCase: false).Read(root),
        "sloth.slok.dev/v1" => SlothReader.ReadResource(root),
        _ => [],
    };

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
