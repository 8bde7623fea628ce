namespace Heed.Ingest.Otlp;

/// <summary>A metric with its points.</summary>
internal sealed class OtlpMetric
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Unit { get; set; } = "";

    public OtlpKind Kind { get; set; }

    public OtlpTemporality Temporality { get; set; }

    public bool IsMonotonic { get; set; }

    public List<OtlpPoint> Points { get; } = [];
}
