using Heed.Documents;
using Heed.Model.Records;
using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>features</c> of a model. Whether the baseline has them is known only when it is read.</summary>
internal static class FeatureReader
{
    private static readonly string[] Types = ["number", "category"];

    public static Dictionary<string, FeatureOptions> Read(DocumentNode node)
    {
        Dictionary<string, FeatureOptions> features = new(StringComparer.Ordinal);
        foreach ((string name, DocumentNode item) in node.ReadMapping().Members) features[name] = ReadFeature(item);
        return features;
    }

    private static FeatureOptions ReadFeature(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        FeatureKind? kind = reader.TryGet("type", out DocumentNode? type) ? ReadKind(type) : null;
        double? least = reader.TryGet("min", out DocumentNode? min) ? ReadBound(min) : null;
        double? most = reader.TryGet("max", out DocumentNode? max) ? ReadBound(max) : null;
        bool ignore = reader.TryGet("ignore", out DocumentNode? ignored) && ignored.ReadBool();
        DocumentNode? bound = min ?? max;
        if (least > most) max!.Report($"expected a maximum of at least the minimum {min!.Describe()}, found {max.Describe()}");
        if (kind == FeatureKind.Category) bound?.Report("expected no bound for a category: only numbers have a minimum and a maximum");
        if (ignore) (type ?? bound)?.Report("expected nothing else for a feature that is ignored");
        reader.Finish();
        return new FeatureOptions { Kind = kind, Min = least, Max = most, Ignore = ignore };
    }

    private static FeatureKind? ReadKind(DocumentNode node) => node.ReadWord(Types, "") switch
    {
        "number" => FeatureKind.Number,
        "category" => FeatureKind.Category,
        _ => null,
    };

    private static double? ReadBound(DocumentNode node)
    {
        double bound = node.ReadNumber(double.NaN);
        return double.IsNaN(bound) ? null : bound;
    }
}
