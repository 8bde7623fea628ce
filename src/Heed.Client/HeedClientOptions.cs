namespace Heed.Client;

/// <summary>How events travel from this service to Heed.</summary>
public sealed record HeedClientOptions
{
    public const int DefaultQueueEvents = 10_000;
    public const int DefaultBatchEvents = 500;
    public const long DefaultSpoolBytes = 256L << 20;
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:4333");
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DefaultExitTime = TimeSpan.FromSeconds(5);

    /// <value>The server's address. The default value is <c>http://127.0.0.1:4333</c>.</value>
    public Uri Url { get; set; } = DefaultUrl;

    /// <value>The <c>version</c> of events whose model names none; null, the default, for none.</value>
    public string? Version { get; set; }

    /// <value>
    /// Events that may wait to be sent; a further one is dropped and counted. The default value is 10,000; from 1 to 1,000,000.
    /// </value>
    public int QueueEvents { get; set; } = DefaultQueueEvents;

    /// <value>The most events in one request. The default value is 500; from 1 to 10,000.</value>
    public int BatchEvents { get; set; } = DefaultBatchEvents;

    /// <value>How long a batch that is not full waits. The default value is 1s; above 0s.</value>
    public TimeSpan Interval { get; set; } = DefaultInterval;

    /// <value>For one request. The default value is 10s; above 0s.</value>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <value>A folder that takes batches while the server is away; null, the default, for none. One process a folder.</value>
    public string? Spool { get; set; }

    /// <value>The most bytes in <see cref="Spool"/>. The default value is 256 MiB; above 0.</value>
    public long SpoolBytes { get; set; } = DefaultSpoolBytes;

    /// <value>How long the end of the service waits for what is left. The default value is 5s.</value>
    public TimeSpan ExitTime { get; set; } = DefaultExitTime;

    /// <value>Sent with each request, as <c>Authorization</c>. None by default.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [];
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https")) errors.Add($"an address of {Url}: expected one like {DefaultUrl}");
        if (QueueEvents is < 1 or > 1_000_000) errors.Add($"a queue of {QueueEvents} events: expected 1 to 1000000");
        if (BatchEvents is < 1 or > 10_000) errors.Add($"batches of {BatchEvents} events: expected 1 to 10000");
        if (Interval <= TimeSpan.Zero) errors.Add($"an interval of {Interval}: expected more than 0s");
        if (Timeout <= TimeSpan.Zero) errors.Add($"a timeout of {Timeout}: expected more than 0s");
        if (SpoolBytes <= 0) errors.Add($"a spool of {SpoolBytes} bytes: expected more than 0");
        return errors;
    }
}
