namespace Heed.Ingest.Exposition;

/// <summary>How a target writes its metrics.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus' text format, 0.0.4 and 1.0.0.</summary>
    Text,

    /// <summary>OpenMetrics 1.0 text.</summary>
    OpenMetrics,

    /// <summary><c>io.prometheus.client.MetricFamily</c> messages, each with its length before it.</summary>
    Protobuf,
}
