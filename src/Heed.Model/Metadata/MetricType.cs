namespace Heed.Model.Metadata;

/// <summary>What the source of a metric says that it is. Nothing depends on it but what people are shown.</summary>
public enum MetricType
{
    Unknown,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}
