namespace Heed.Model.Metadata;

/// <summary>The words of <see cref="MetricType"/> in exposition formats and in Prometheus' API.</summary>
public static class MetricTypes
{
    public static string Word(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        MetricType.Histogram => "histogram",
        MetricType.GaugeHistogram => "gaugehistogram",
        MetricType.Summary => "summary",
        MetricType.Info => "info",
        MetricType.StateSet => "stateset",
        _ => "unknown",
    };
}
