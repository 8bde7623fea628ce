using Heed.Documents;
using Heed.Remote.Writing;

namespace Heed.Remote;

/// <summary>Reads <c>queue_config</c>. The queue is on disk and one request is under way at a time, so there are no shards to set.</summary>
internal static class RemoteWriteQueueReader
{
    public const long LeastQueueBytes = 1 << 20;
    public const long MostQueueBytes = 1L << 50;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostPause = TimeSpan.FromHours(1);

    public static RemoteWriteOptions Read(DocumentNode node, RemoteWriteOptions options)
    {
        MappingReader reader = node.ReadMapping();
        options = options with
        {
            MaxQueueBytes = reader.TryGet("max_bytes", out DocumentNode? bytes)
                ? bytes.ReadInteger(options.MaxQueueBytes, LeastQueueBytes, MostQueueBytes)
                : options.MaxQueueBytes,
            BatchSamples = Count(reader, "max_samples_per_send", options.BatchSamples, 1_000_000),
            MaxPendingSamples = Count(reader, "capacity", options.MaxPendingSamples, 100_000_000),
            FlushInterval = Pause(reader, "batch_send_deadline", options.FlushInterval),
            FirstPause = Pause(reader, "min_backoff", options.FirstPause),
            LongestPause = Pause(reader, "max_backoff", options.LongestPause),
        };
        if (options.FirstPause > options.LongestPause) node.Report("expected min_backoff to be at most max_backoff, found it longer");
        foreach (string key in (string[])["min_shards", "max_shards"])
        {
            if (reader.Members.Any(m => m.Key == key) && reader.TryGet(key, out DocumentNode? shards) && shards.ReadInteger(1, 1) > 1)
            {
                shards.Report("Heed sends one request at a time, in order: write 1, or remove the key");
            }
        }

        if (reader.TryGet("retry_on_http_429", out DocumentNode? retry) && !retry.ReadBool(true)) retry.Report("Heed always tries again after 429: write true");
        if (reader.Members.Any(m => m.Key == "sample_age_limit") && reader.TryGet("sample_age_limit", out DocumentNode? age))
        {
            const string Bounded = "the queue is bounded by its size, not by the age of samples: set max_bytes, or write 0s";
            if (age.ReadDuration(TimeSpan.Zero) > TimeSpan.Zero) age.Report(Bounded);
        }

        reader.Finish();
        return options;
    }

    private static int Count(MappingReader reader, string key, int fallback, int most) =>
        reader.TryGet(key, out DocumentNode? node) ? (int)node.ReadInteger(fallback, 1, most) : fallback;

    private static TimeSpan Pause(MappingReader reader, string key, TimeSpan fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(fallback, LeastPause, MostPause) : fallback;
}
