namespace Heed.Storage.Blocks;

/// <summary>An aligned range of time, both ends inclusive; the first and the last one end where times do.</summary>
internal readonly record struct BlockRange(long StartMs, long EndMs)
{
    /// <summary>Two hours: what the head writes.</summary>
    public const long LeastMs = 2 * 60 * 60 * 1000;

    /// <summary>The lengths of ranges: each holds whole ones of those before it.</summary>
    public static ReadOnlySpan<long> LengthsMs => [LeastMs, 3 * LeastMs, 12 * LeastMs, 60 * LeastMs, 360 * LeastMs];

    /// <summary>The range of a length that holds a time.</summary>
    public static BlockRange Of(long timeMs, long lengthMs)
    {
        long index = Math.DivRem(timeMs, lengthMs, out long rest);
        if (rest < 0) index--;
        Int128 start = (Int128)index * lengthMs;
        Int128 end = start + lengthMs - 1;
        return new BlockRange((long)Int128.Max(start, long.MinValue), (long)Int128.Min(end, long.MaxValue));
    }

    public bool Contains(long timeMs) => timeMs >= StartMs && timeMs <= EndMs;

    public bool Contains(BlockRange other) => other.StartMs >= StartMs && other.EndMs <= EndMs;
}
