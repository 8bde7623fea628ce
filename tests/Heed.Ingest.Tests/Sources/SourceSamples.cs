using System.Text;

using Heed.Ingest.Sources;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Sources;

/// <summary>Models for the tests of sources.</summary>
internal static class SourceSamples
{
    private static readonly Utf8Names None = new([]);

    public static ModelSchema Credit(ModelType type = ModelType.Classification) => new(
        "credit",
        type,
        [new FeatureSchema("income", FeatureKind.Number, None), new FeatureSchema("region", FeatureKind.Category, new Utf8Names(["north", "south"]))],
        ["notes"],
        ["channel"]);

    public static SourceModel Model(SourceMapping? mapping = null, ModelType type = ModelType.Classification) =>
        new(Credit(type), mapping ?? SourceMapping.Default);

    public static SourceModels Models(SourceMapping? mapping = null) =>
        new(new SchemaRegistry([Credit()]), new Dictionary<string, SourceMapping> { ["credit"] = mapping ?? SourceMapping.Default });

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string[] Text(SourceLines lines) => Encoding.UTF8.GetString(lines.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
