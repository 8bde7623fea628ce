namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>What the times at which counters began say of resets.</summary>
internal static class StartTimes
{
    /// <summary>
    /// Whether a sample's counter began after the sample before it. A start at exactly that time is one only where the sample before
    /// has a start of its own, as deltas have; a start at or behind the sample itself says nothing.
    /// </summary>
    /// <param name="starts">0 where nobody says.</param>
    public static bool IsReset(ReadOnlySpan<long> starts, ReadOnlySpan<long> times, int at)
    {
        if (starts[at] == 0 || starts[at] >= times[at]) return false;
        if (starts[at] != times[at - 1]) return starts[at] > times[at - 1];
        return starts[at - 1] != 0 && starts[at - 1] < times[at - 1];
    }

    /// <summary>Whether a sample's counter began before the sample before it and yet elsewhere than that one's.</summary>
    public static bool Overlaps(ReadOnlySpan<long> starts, ReadOnlySpan<long> times, int at) =>
        starts[at] != 0 && starts[at] < times[at - 1] && starts[at] != starts[at - 1];
}
