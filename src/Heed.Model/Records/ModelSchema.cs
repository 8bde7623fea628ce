namespace Heed.Model.Records;

/// <summary>What parsing has to know of one model. Immutable: it comes from one version of one baseline and the configuration.</summary>
public sealed class ModelSchema
{
    /// <summary>The longest embedding that is looked at.</summary>
    public const int LongestEmbedding = 4096;

    /// <param name="name">The <c>model</c> member of its events.</param>
    /// <param name="type">What it answers.</param>
    /// <param name="features">The monitored features, in the order of the figures; ignored ones are left out.</param>
    /// <param name="ignored">Features that records may have and that are in no figure.</param>
    /// <param name="segments">The declared segment keys.</param>
    public ModelSchema(
        string name, ModelType type, IReadOnlyList<FeatureSchema> features, IReadOnlyList<string> ignored, IReadOnlyList<string> segments)
    {
        Name = name;
        Type = type;
        Features = [.. features];
        FeatureNames = new Utf8Names(features.Select(f => f.Name));
        IgnoredNames = new Utf8Names(ignored);
        SegmentNames = new Utf8Names(segments);
    }

    public string Name { get; }

    public ModelType Type { get; }

    /// <value>Numbers of an embedding of this model; 0, the default, where its embeddings are in no figure and are passed over.</value>
    public int EmbeddingLength { get; init; }

    public IReadOnlyList<FeatureSchema> Features { get; }

    public Utf8Names FeatureNames { get; }

    public Utf8Names IgnoredNames { get; }

    public Utf8Names SegmentNames { get; }
}
