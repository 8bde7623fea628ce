namespace Heed.Remote.Reading;

/// <summary>How a store gives its samples away.</summary>
public enum ReadingKind
{
    /// <summary>Not asked yet.</summary>
    Unknown,

    /// <summary><c>/api/v1/read</c>, protobuf and snappy: Prometheus, Thanos, Mimir, Cortex.</summary>
    RemoteRead,

    /// <summary><c>/api/v1/export</c>, a series a line of JSON: VictoriaMetrics.</summary>
    Export,
}
