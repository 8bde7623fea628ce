namespace Heed.Ingest.Otlp;

/// <summary>Since when a point counts; numbered as on the wire.</summary>
internal enum OtlpTemporality
{
    Unspecified,

    /// <summary>Since the point before it.</summary>
    Delta,

    /// <summary>Since a fixed start.</summary>
    Cumulative,
}
