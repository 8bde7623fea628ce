namespace Heed.Ingest.RemoteWrite;

/// <summary>What the headers of a remote-write request say, and what those of its answer are called.</summary>
public static class RemoteWriteHeaders
{
    public const string SamplesWritten = "X-Prometheus-Remote-Write-Samples-Written";

    public const string HistogramsWritten = "X-Prometheus-Remote-Write-Histograms-Written";

    public const string ExemplarsWritten = "X-Prometheus-Remote-Write-Exemplars-Written";

    private const string Media = "application/x-protobuf";
    private const string Message1 = "prometheus.WriteRequest";
    private const string Message2 = "io.prometheus.write.v2.Request";

    /// <summary>
    /// The protocol of a request, or null where it is none of Heed's: the answer is then 415. A sender that names no message means 1.0,
    /// and an encoding that is not named is snappy, as in both specifications.
    /// </summary>
    public static RemoteWriteProtocol? Parse(ReadOnlySpan<char> contentType, ReadOnlySpan<char> contentEncoding)
    {
        if (contentEncoding.Length > 0 && !contentEncoding.Trim().Equals("snappy", StringComparison.OrdinalIgnoreCase)) return null;
        int end = contentType.IndexOf(';');
        ReadOnlySpan<char> media = (end < 0 ? contentType : contentType[..end]).Trim();
        if (!media.Equals(Media, StringComparison.OrdinalIgnoreCase)) return null;
        RemoteWriteProtocol? protocol = RemoteWriteProtocol.Version1;
        while (end >= 0)
        {
            contentType = contentType[(end + 1)..];
            end = contentType.IndexOf(';');
            ReadOnlySpan<char> parameter = (end < 0 ? contentType : contentType[..end]).Trim();
            if (parameter.StartsWith("proto=", StringComparison.OrdinalIgnoreCase)) protocol = FromMessage(parameter["proto=".Length..].Trim('"'));
        }

        return protocol;
    }

    private static RemoteWriteProtocol? FromMessage(ReadOnlySpan<char> message) =>
        message.SequenceEqual(Message1) ? RemoteWriteProtocol.Version1
        : message.SequenceEqual(Message2) ? RemoteWriteProtocol.Version2
        : null;
}
