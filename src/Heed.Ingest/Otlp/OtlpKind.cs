namespace Heed.Ingest.Otlp;

/// <summary>Which kind of points a metric has.</summary>
internal enum OtlpKind
{
    /// <summary>A metric without points, or of a kind that is newer than this program.</summary>
    None,
    Gauge,
    Sum,
    Histogram,
    ExponentialHistogram,
    Summary,
}
