using Heed.Storage.Blocks;

namespace Heed.Storage.Compaction;

/// <summary>What may be given up.</summary>
internal static class RetentionPolicy
{
    /// <summary>Samples older than this may go; <see cref="long.MinValue"/> where all stay.</summary>
    public static long CutoffMs(TimeSpan? retention, long newestMs)
    {
        if (retention is not { } length) return long.MinValue;
        long lengthMs = (long)length.TotalMilliseconds;
        return newestMs < long.MinValue + lengthMs ? long.MinValue : newestMs - lengthMs;
    }

    /// <summary>No block is longer than a tenth of the retention: it goes as a whole.</summary>
    public static long LongestBlockMs(TimeSpan? retention) =>
        retention is { } length ? Math.Max(BlockRange.LeastMs, (long)(length.TotalMilliseconds / 10)) : long.MaxValue;

    /// <summary>The blocks that are wholly too old, then the oldest ones until the rest fits.</summary>
    /// <param name="blocks">All of them.</param>
    /// <param name="cutoffMs">By <see cref="CutoffMs"/>.</param>
    /// <param name="maxBytes">Of all files, or null.</param>
    /// <param name="otherBytes">Of the files that are no blocks.</param>
    public static List<Block> Expired(IReadOnlyList<Block> blocks, long cutoffMs, long? maxBytes, long otherBytes)
    {
        List<Block> expired = [.. blocks.Where(b => b.Footer.LastTimeMs < cutoffMs)];
        if (maxBytes is not { } most) return expired;
        long bytes = otherBytes + blocks.Sum(b => b.SizeBytes) - expired.Sum(b => b.SizeBytes);
        foreach (Block block in blocks.Except(expired).OrderBy(b => b.Footer.LastTimeMs).ThenBy(b => b.Number))
        {
            if (bytes <= most) break;
            expired.Add(block);
            bytes -= block.SizeBytes;
        }

        return expired;
    }
}
