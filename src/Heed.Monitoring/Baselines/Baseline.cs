using Heed.Model.Parsing;
using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// What a model's normal data look like: immutable, kilobytes a feature, made once by <see cref="BaselineBuilder"/> and kept in a
/// file (docs/formats/baseline.md).
/// </summary>
public sealed class Baseline
{
    internal Baseline()
    {
    }

    /// <summary>Twelve hexadecimal digits of the content's hash: equal content has an equal version.</summary>
    public string Version { get; internal set; } = "";

    /// <summary>Bytes of the file form.</summary>
    public long SizeBytes { get; internal set; }

    public required string Model { get; init; }

    public required ModelType Type { get; init; }

    public required long Records { get; init; }

    /// <summary>Rows with a prediction and a label.</summary>
    public required long LabelledRecords { get; init; }

    /// <summary>The first event time; null where no row has one.</summary>
    public required long? FromMs { get; init; }

    public required long? ToMs { get; init; }

    public required IReadOnlyList<FeatureBaseline> Features { get; init; }

    /// <summary>Features that the configuration leaves out.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    public required IReadOnlyList<string> SegmentKeys { get; init; }

    public required AnswerBaseline Answers { get; init; }

    public required IReadOnlyList<QualityBaseline> Quality { get; init; }

    public required LatencyBaseline Latency { get; init; }

    /// <summary>What the labelled rows teach about quality without labels; null where they are too few.</summary>
    internal EstimationBaseline? Estimation { get; set; }

    /// <summary>How its parts differ from each other: what "nothing changed" looks like.</summary>
    public BaselineVariation Variation { get; internal init; } = BaselineVariation.Empty;

    /// <summary>How the number features go together; null with too few rows or features.</summary>
    internal JointBaseline? Joint { get; set; }

    /// <summary>What its embeddings look like; null with too few.</summary>
    internal EmbeddingBaseline? Embedding { get; set; }

    /// <summary>What was inferred, and from what, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether it holds nothing yet: that of a model which learns its baseline from production.</summary>
    public bool IsEmpty => Records == 0;

    /// <summary>What a model is watched with until it has learned: no feature, no class, nothing to compare with.</summary>
    /// <param name="options">With a type: there are no rows to infer it from.</param>
    public static Baseline Empty(ModelOptions options)
    {
        Baseline baseline = new()
        {
            Model = options.Name,
            Type = options.Type ?? throw new ArgumentException("expected a type, found none", nameof(options)),
            Records = 0,
            LabelledRecords = 0,
            FromMs = null,
            ToMs = null,
            Features = [],
            Ignored = [],
            SegmentKeys = [.. options.Segments],
            Answers = new AnswerBaseline(),
            Quality = [],
            Latency = new LatencyBaseline(0, double.NaN, double.NaN, double.NaN),
            Notes = [],
        };
        BaselineFormat.Seal(baseline);
        return baseline;
    }

    /// <summary>What parsing has to know of the model.</summary>
    public ModelSchema ToSchema() => new(
        Model,
        Type,
        [.. Features.Select(f => new FeatureSchema(f.Name, f.Kind, new Utf8Names(f.Categories)))],
        Ignored,
        SegmentKeys)
    {
        EmbeddingLength = Embedding?.Dimension ?? 0,
    };

    /// <summary>One structured line a feature, for people.</summary>
    public IReadOnlyList<FeatureDescription> Describe() => [.. Features.Select(FeatureDescription.Of)];

    public void Save(Stream stream) => stream.Write(BaselineFormat.Encode(this));

    /// <summary>The error says what is wrong with the file.</summary>
    public static ParseResult<Baseline> Load(Stream stream) => BaselineFormat.Read(stream);
}
