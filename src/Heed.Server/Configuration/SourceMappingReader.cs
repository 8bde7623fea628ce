using Heed.Documents;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Server.Configuration;

/// <summary>Reads the <c>source</c> of a model.</summary>
internal static class SourceMappingReader
{
    private const int MostNames = 4096;
    private const int LeastClasses = 2;

    public static SourceMapping Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        SourceMapping mapping = new()
        {
            Services = Names(reader, "services", 1),
            Columns = Names(reader, "columns", 1),
            Rename = reader.TryGet("rename", out DocumentNode? rename)
                ? rename.ReadTextMap().ToDictionary(StringComparer.Ordinal)
                : SourceMapping.Default.Rename,
            Prediction = Text(reader, "prediction"),
            Score = Text(reader, "score"),
            Classes = Names(reader, "classes", LeastClasses),
            Threshold = (reader.TryGet("threshold", out DocumentNode? threshold) ? threshold.ReadOpenRatio() : null) ?? SourceMapping.DefaultThreshold,
            Id = Text(reader, "id"),
            Time = Text(reader, "time"),
            Label = Text(reader, "label"),
        };
        reader.Finish();
        return mapping;
    }

    private static string? Text(MappingReader reader, string key) => reader.TryGet(key, out DocumentNode? node) ? node.ReadText() : null;

    private static IReadOnlyList<string> Names(MappingReader reader, string key, int least)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return [];
        IReadOnlyList<string> names = node.ReadTextList();
        if (names.Count < least || names.Count > MostNames) node.Report($"expected {least} to {MostNames} names, found {names.Count}");
        foreach (DocumentNode item in node.ReadSequence())
        {
            if (item.Text is { } name && names.Count(n => n == name) > 1) item.Report($"expected each name once, found \"{name}\" again");
        }

        return names;
    }
}
