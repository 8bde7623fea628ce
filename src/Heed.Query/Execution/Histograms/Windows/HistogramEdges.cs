using Heed.Model.Histograms;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>
/// <c>rate</c>, <c>increase</c> and <c>delta</c> of histograms in <c>anchored</c> and <c>smoothed</c> windows. One instance serves
/// one series after the other.
/// </summary>
internal sealed class HistogramEdges(Annotations annotations, SourceSpan span, bool smoothed, bool isCounter, bool perSecond)
{
    private readonly HistogramSum _result = new();

    public string Metric { get; set; } = "";

    /// <summary>Null where the window has no result.</summary>
    /// <param name="timesMs">Of the histograms in the window and around it.</param>
    public NativeHistogram? Evaluate(
        ReadOnlySpan<long> timesMs, ReadOnlySpan<NativeHistogram> histograms, long startMs, long endMs)
    {
        int first = 0;
        while (first + 1 < timesMs.Length && timesMs[first + 1] <= startMs) first++;
        int last = timesMs.Length - 1;
        while (smoothed && last > 0 && timesMs[last - 1] >= endMs) last--;
        if (timesMs[last] <= startMs || (smoothed && timesMs[first] > endMs)) return null;
        if (!Check(histograms[first..(last + 1)])) return null;
        NativeHistogram? left = smoothed && timesMs[first] < startMs
            ? Between(histograms[first], timesMs[first], histograms[first + 1], timesMs[first + 1], startMs)
            : histograms[first];
        NativeHistogram? right = smoothed && last > 0 && timesMs[last] > endMs
            ? Between(histograms[last - 1], timesMs[last - 1], histograms[last], timesMs[last], endMs)
            : histograms[last];
        if (left is null || right is null) return null;
        bool bothGauges = left.ResetHint == CounterResetHint.Gauge && right.ResetHint == CounterResetHint.Gauge;
        if (!isCounter && !bothGauges) HistogramRemarks.NotGauge(annotations, span, Metric);
        _result.Load(right);
        if (!Combine(left, subtract: true)) return null;
        bool leftInReset = smoothed && timesMs[first] < startMs && CounterResets.IsReset(histograms[first], histograms[first + 1]);
        if (isCounter && !AddLost(histograms, first, last, left, right, leftInReset)) return null;
        if (perSecond) _result.Divide((endMs - startMs) / 1000.0);
        return _result.ToHistogram(CounterResetHint.Gauge);
    }

    private NativeHistogram? Between(NativeHistogram before, long beforeMs, NativeHistogram after, long afterMs, long atMs) =>
        HistogramInterpolation.At(annotations, span, Metric, before, beforeMs, after, afterMs, atMs, isCounter);

    /// <summary>Adds back what the resets between the two edges took away.</summary>
    /// <param name="leftInReset">The left edge lies between a sample and a reset behind it, and begins at zero already.</param>
    private bool AddLost(
        ReadOnlySpan<NativeHistogram> histograms, int first, int last, NativeHistogram left, NativeHistogram right, bool leftInReset)
    {
        NativeHistogram previous = leftInReset ? histograms[first + 1] : left;
        int from = leftInReset ? first + 2 : first + 1;
        if (from > last) return true;
        for (int i = from; i <= last; i++)
        {
            NativeHistogram current = i == last ? right : histograms[i];
            if (CounterResets.IsReset(previous, current) && !Combine(previous, subtract: false)) return false;
            previous = current;
        }

        return true;
    }

    private bool Check(ReadOnlySpan<NativeHistogram> histograms)
    {
        foreach (NativeHistogram histogram in histograms)
        {
            if (histogram.HasCustomBuckets != histograms[0].HasCustomBuckets)
            {
                HistogramRemarks.MixedSchemas(annotations, span, Metric);
                return false;
            }

            if (isCounter && histogram.ResetHint == CounterResetHint.Gauge) HistogramRemarks.NotCounter(annotations, span, Metric);
        }

        return true;
    }

    private bool Combine(NativeHistogram histogram, bool subtract)
    {
        HistogramConflicts conflicts = subtract ? _result.Subtract(histogram) : _result.Add(histogram);
        if (conflicts.HasFlag(HistogramConflicts.Incompatible))
        {
            HistogramRemarks.MixedSchemas(annotations, span, Metric);
            return false;
        }

        HistogramRemarks.Reconciled(annotations, span, conflicts, subtract ? "subtraction" : "addition");
        return true;
    }
}
