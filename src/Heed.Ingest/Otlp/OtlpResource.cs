namespace Heed.Ingest.Otlp;

/// <summary>The source of metrics, with the metrics of all its scopes.</summary>
internal sealed class OtlpResource
{
    public List<OtlpAttribute> Attributes { get; } = [];

    public List<OtlpMetric> Metrics { get; } = [];
}
