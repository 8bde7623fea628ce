namespace Heed.Ingest.RemoteWrite;

/// <summary>Which message a remote-write request carries.</summary>
public enum RemoteWriteProtocol
{
    /// <summary>Remote write 1.0: <c>prometheus.WriteRequest</c>.</summary>
    Version1,

    /// <summary>Remote write 2.0: <c>io.prometheus.write.v2.Request</c>.</summary>
    Version2,
}
