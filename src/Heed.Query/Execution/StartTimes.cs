namespace Heed.Query.Execution;

/// <summary>What the start time of a sample says about a counter. Times are Unix milliseconds; a start of 0 is unknown.</summary>
internal static class StartTimes
{
    /// <summary>
    /// Whether the counter began anew between two samples. A start exactly at the previous sample is how deltas are written, unless that
    /// sample had no start before itself: then it is the first of a cumulative series whose beginning nobody knows.
    /// </summary>
    public static bool IsReset(long previousMs, long previousStartMs, long timeMs, long startMs)
    {
        if (startMs == 0 || startMs >= timeMs || startMs < previousMs) return false;
        return startMs > previousMs || (previousStartMs != 0 && previousStartMs < previousMs);
    }

    /// <summary>A counter cannot have begun before its previous sample, unless it is still the same one.</summary>
    public static bool Overlaps(long previousMs, long previousStartMs, long startMs) =>
        startMs != 0 && startMs < previousMs && startMs != previousStartMs;
}
