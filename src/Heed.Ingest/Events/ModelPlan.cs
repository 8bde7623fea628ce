using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>What parsing works out once for a model.</summary>
internal sealed class ModelPlan
{
    private readonly int[] _segmentOfFeature;

    public ModelPlan(ModelSchema schema)
    {
        Schema = schema;
        FeatureNames = schema.FeatureNames;
        IsCategory = [.. schema.Features.Select(f => f.Kind == FeatureKind.Category)];
        Categories = [.. schema.Features.Select(f => f.Categories)];
        _segmentOfFeature = [.. schema.Features.Select(f => SegmentNamed(schema, f.Name))];
    }

    public ModelSchema Schema { get; }

    public Utf8Names FeatureNames { get; }

    /// <summary>By feature.</summary>
    public bool[] IsCategory { get; }

    /// <summary>By feature.</summary>
    public Utf8Names[] Categories { get; }

    /// <summary>The segment key of the same name as a feature, or -1.</summary>
    public int SegmentOfFeature(int feature) => _segmentOfFeature[feature];

    private static int SegmentNamed(ModelSchema schema, string name)
    {
        for (int i = 0; i < schema.SegmentNames.Count; i++)
        {
            if (string.Equals(schema.SegmentNames.Names[i], name, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
