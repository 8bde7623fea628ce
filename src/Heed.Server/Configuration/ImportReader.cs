using Heed.Documents;
using Heed.Ingest.Sources.Files;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>import</c>: a list of folders.</summary>
internal static class ImportReader
{
    public static IReadOnlyList<ImportFolderOptions> Read(DocumentNode node, ConfiguredFiles files, IReadOnlyList<string> models)
    {
        List<ImportFolderOptions> folders = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            MappingReader reader = item.ReadMapping();
            string folder = reader.TryRequire("folder", "a path", out DocumentNode? path) ? path.ReadText() : "";
            folders.Add(new ImportFolderOptions
            {
                Folder = files.Resolve(folder),
                Pattern = reader.TryGet("pattern", out DocumentNode? pattern) ? ReadPattern(pattern) : ImportFolderOptions.DefaultPattern,
                Format = reader.TryGet("format", out DocumentNode? format) ? format.ReadWord(SourceFormats.Names, SourceFormats.Auto) : SourceFormats.Auto,
                Model = reader.TryGet("model", out DocumentNode? model) ? model.ReadWord(models, "") : null,
                Interval = reader.TryGet("every", out DocumentNode? every)
                    ? every.ReadDuration(ImportFolderOptions.DefaultInterval, ImportFolderOptions.LeastInterval, ImportFolderOptions.MostInterval)
                    : ImportFolderOptions.DefaultInterval,
            });
            reader.Finish();
        }

        return folders;
    }

    private static string ReadPattern(DocumentNode node)
    {
        string pattern = node.ReadText(ImportFolderOptions.DefaultPattern);
        if (pattern.Contains('/', StringComparison.Ordinal)) node.Report($"expected a pattern of names without a folder, found {node.Describe()}");
        return pattern;
    }
}
