namespace Heed.Ingest.Exposition;

/// <summary>How formats are asked for and recognised.</summary>
public static class ExpositionFormats
{
    /// <summary>The <c>Accept</c> header of a scrape that prefers OpenMetrics.</summary>
    public const string Accept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
        + "application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    /// <summary>The same where native histograms are wanted, which only protobuf carries.</summary>
    public const string AcceptProtobuf =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7," + Accept;

    /// <summary>What Heed calls its own text exposition.</summary>
    public const string TextContentType = "text/plain; version=0.0.4; charset=utf-8";

    public const string OpenMetricsContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>The format that a <c>Content-Type</c> names, or null where it names none of them.</summary>
    public static ExpositionFormat? FromContentType(ReadOnlySpan<char> contentType)
    {
        int end = contentType.IndexOf(';');
        ReadOnlySpan<char> media = (end < 0 ? contentType : contentType[..end]).Trim();
        if (media.Equals("text/plain", StringComparison.OrdinalIgnoreCase)) return ExpositionFormat.Text;
        if (media.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)) return ExpositionFormat.OpenMetrics;
        return media.Equals("application/vnd.google.protobuf", StringComparison.OrdinalIgnoreCase) ? ExpositionFormat.Protobuf : null;
    }

    public static IExpositionReader Open(ExpositionFormat format, ReadOnlyMemory<byte> body) =>
        format == ExpositionFormat.Protobuf ? new ProtobufExpositionReader(body) : new TextExpositionReader(body, format);
}
