namespace Heed.Query.Execution;

/// <summary>Searches in ascending times from a known place on: the next window's edge is mostly near.</summary>
internal static class TimeSearch
{
    private const int NearSamples = 8;

    /// <summary>The first place from <paramref name="at"/> on whose time is <paramref name="timeMs"/> or later.</summary>
    public static int FirstFrom(ReadOnlySpan<long> times, int at, long timeMs)
    {
        int near = Math.Min(times.Length, at + NearSamples);
        while (at < near && times[at] < timeMs) at++;
        if (at < near || at == times.Length) return at;
        int stride = NearSamples;
        int low = at;
        while (at < times.Length && times[at] < timeMs)
        {
            low = at + 1;
            at += stride;
            stride *= 2;
        }

        return FirstFrom(times, timeMs, low, Math.Min(at, times.Length));
    }

    /// <summary>The same in a part of the times, by halving.</summary>
    public static int FirstFrom(ReadOnlySpan<long> times, long timeMs, int low, int high)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (times[middle] < timeMs) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
