using Heed.Query.Execution;

namespace Heed.Query.Functions;

/// <summary>
/// <c>rate</c>, <c>increase</c>, <c>irate</c> and <c>resets</c> of a counter whose samples say when it began. A start between two samples
/// is a reset; a start inside the window before the first sample is a zero at that time, from which nothing is extrapolated.
/// </summary>
internal sealed class StartedCounter
{
    private const double NearEdge = 1.1;

    private readonly string _function;

    private StartedCounter(string function) => _function = function;

    /// <summary>Whether any sample of the last window began before the sample in front of it ended.</summary>
    public bool SawOverlap { get; private set; }

    /// <summary>Null for functions that start times do not change.</summary>
    public static StartedCounter? Create(string function) =>
        function is "rate" or "increase" or "irate" or "resets" ? new StartedCounter(function) : null;

    /// <param name="fromMs">The left edge of the window.</param>
    /// <param name="toMs">The right edge of the window.</param>
    /// <returns><see cref="Column.Nothing"/> where there are too few samples.</returns>
    public double Evaluate(
        ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, ReadOnlySpan<long> startsMs, long fromMs, long toMs)
    {
        SawOverlap = false;
        if (_function == "irate") return LastRate(timesMs, values, startsMs);
        double gained = 0;
        int resets = 0;
        for (int i = 1; i < values.Length; i++)
        {
            SawOverlap |= StartTimes.Overlaps(timesMs[i - 1], startsMs[i - 1], startsMs[i]);
            if (!IsReset(timesMs, values, startsMs, i)) continue;
            resets++;
            gained += values[i - 1];
        }

        if (_function == "resets") return resets;
        bool isZeroKnown = startsMs[0] > fromMs && startsMs[0] != 0 && startsMs[0] < timesMs[0];
        if (values.Length < 2 && !isZeroKnown) return Column.Nothing;
        double increase = values[^1] - (isZeroKnown ? 0 : values[0]) + gained;
        double stretched = increase * Stretch(timesMs, values[0], isZeroKnown ? startsMs[0] : timesMs[0], increase, fromMs, toMs);
        return _function == "rate" ? stretched / ((toMs - fromMs) / 1000.0) : stretched;
    }

    private static bool IsReset(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, ReadOnlySpan<long> startsMs, int i) =>
        values[i] < values[i - 1] || StartTimes.IsReset(timesMs[i - 1], startsMs[i - 1], timesMs[i], startsMs[i]);

    private double LastRate(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, ReadOnlySpan<long> startsMs)
    {
        int last = values.Length - 1;
        if (last < 1) return Column.Nothing;
        SawOverlap = StartTimes.Overlaps(timesMs[last - 1], startsMs[last - 1], startsMs[last]);
        double difference = IsReset(timesMs, values, startsMs, last) ? values[last] : values[last] - values[last - 1];
        return difference / ((timesMs[last] - timesMs[last - 1]) / 1000.0);
    }

    /// <summary>By how much the increase between the known points grows on the way to the window's edges.</summary>
    private static double Stretch(
        ReadOnlySpan<long> timesMs, double firstValue, long firstMs, double increase, long fromMs, long toMs)
    {
        int gaps = timesMs.Length - 1;
        double sampled = (timesMs[^1] - firstMs) / 1000.0;
        double distance = gaps == 0 ? 0 : (timesMs[^1] - timesMs[0]) / 1000.0 / gaps;
        double before = 0;
        if (firstMs == timesMs[0])
        {
            before = (timesMs[0] - fromMs) / 1000.0;
            if (before >= distance * NearEdge) before = distance / 2;
            if (increase > 0 && firstValue >= 0) before = Math.Min(before, sampled * (firstValue / increase));
        }

        double after = (toMs - timesMs[^1]) / 1000.0;
        if (after >= distance * NearEdge) after = distance / 2;
        return (sampled + before + after) / sampled;
    }
}
