namespace Heed.Ingest.Scraping;

/// <summary>A form in which a target may answer.</summary>
public enum ScrapeProtocol
{
    /// <summary><c>PrometheusText0.0.4</c>: text/plain.</summary>
    Text,

    /// <summary><c>OpenMetricsText1.0.0</c>: application/openmetrics-text.</summary>
    OpenMetrics,
}
