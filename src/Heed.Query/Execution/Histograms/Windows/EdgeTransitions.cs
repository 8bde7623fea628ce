using Heed.Model.Histograms;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>
/// <c>changes</c> and <c>resets</c> of an <c>anchored</c> window of a series that has histograms: the last sample at or before the
/// window's start counts as its first, whatever it is.
/// </summary>
internal static class EdgeTransitions
{
    /// <summary>Null where nothing lies behind the window's start.</summary>
    public static double? Count(
        ReadOnlySpan<long> floatTimes,
        ReadOnlySpan<double> values,
        ReadOnlySpan<long> times,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<NativeHistogram> histograms,
        long startMs,
        bool resets)
    {
        int float0 = CountUpTo(floatTimes, startMs);
        int histogram0 = CountUpTo(times, startMs);
        if (float0 == floatTimes.Length && histogram0 == times.Length) return null;
        bool floatIsAnchor = float0 > 0 && (histogram0 == 0 || floatTimes[float0 - 1] >= times[histogram0 - 1]);
        if (floatIsAnchor) float0--;
        else if (histogram0 > 0) histogram0--;
        return TransitionFunction.Count(
            floatTimes[float0..], values[float0..], times[histogram0..], starts[histogram0..], histograms[histogram0..], resets);
    }

    private static int CountUpTo(ReadOnlySpan<long> timesMs, long startMs)
    {
        int count = 0;
        while (count < timesMs.Length && timesMs[count] <= startMs) count++;
        return count;
    }
}
