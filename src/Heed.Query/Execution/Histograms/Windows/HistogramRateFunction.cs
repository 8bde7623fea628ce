using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>
/// <c>rate</c>, <c>increase</c> and <c>delta</c> of histograms: bucket by bucket what the function is for floats, with the total
/// count deciding how far it stretches.
/// </summary>
internal sealed class HistogramRateFunction(
    Annotations annotations, SourceSpan span, WindowFunction floats, bool isCounter, bool perSecond)
    : MixedWindowFunction(annotations, span, floats)
{
    private readonly HistogramSum _result = new();
    private readonly HistogramResets _resets = new();

    public override void Begin(SampleSplit series)
    {
        base.Begin(series);
        if (isCounter) _resets.Begin(series);
    }

    public override void Evaluate(in MixedWindow window, Column target, int step)
    {
        if (!window.HasHistograms) target.SetValue(step, EvaluateFloats(window));
        else if (window.HasFloats) HistogramRemarks.MixedWithFloats(Annotations, Span, Metric);
        else if (Rate(window) is { } rate) target.SetHistogram(step, rate);
    }

    private NativeHistogram? Rate(in MixedWindow window)
    {
        ReadOnlySpan<long> starts = window.StartTimesMs;
        bool beginsInside = isCounter && starts[0] != 0 && starts[0] > window.Floats.StartMs && starts[0] < window.TimesMs[0];
        if (window.Histograms.Length == 1 && !beginsInside) return null;
        if (window.Histograms.Length == 1) _result.Load(window.Histograms[0]);
        else if (!Difference(window)) return null;
        else if (beginsInside && !Combine(window.Histograms[0], subtract: false)) return null;
        _result.Multiply(Extrapolation.Factor(
            window.TimesMs,
            window.Floats.StartMs,
            window.Floats.EndMs,
            beginsInside ? starts[0] : null,
            isCounter ? window.Histograms[0].Count : null,
            _result.Count,
            perSecond));
        return _result.ToHistogram(CounterResetHint.Gauge);
    }

    /// <summary>Leaves last less first in the result, with what resets took away added back; false where there is no result.</summary>
    private bool Difference(in MixedWindow window)
    {
        ReadOnlySpan<NativeHistogram> histograms = window.Histograms;
        NativeHistogram? first = histograms[0];

        // Behind a reset the first sample is only a point in time: its layout does not matter any more.
        if (isCounter && _resets.IsBefore(window.From + 1)) first = null;
        if (!CheckSchemas(histograms, (first ?? histograms[1]).HasCustomBuckets, out int schema)) return false;
        CheckHints(histograms);
        _result.Load(histograms[^1]);
        _result.CoarsenTo(first is null ? schema : Math.Min(schema, first.Schema));
        if (first is not null && !Combine(first, subtract: true)) return false;
        if (!isCounter) return true;
        bool overlaps = false;
        for (int i = 1; i < histograms.Length; i++)
        {
            if (!overlaps && StartTimes.Overlaps(window.TimesMs[i - 1], window.StartTimesMs[i - 1], window.StartTimesMs[i]))
            {
                overlaps = true;
                Annotations.Warn(
                    Span, $"sample has start time that overlaps with previous sample timestamp for metric {GoLabels.Quote(Metric)}");
            }

            if (i > 1 && _resets.IsBefore(window.From + i) && !Combine(histograms[i - 1], subtract: false)) return false;
        }

        return true;
    }

    /// <summary>Finds the coarsest schema that matters behind the first sample; false where schemas of both kinds do.</summary>
    private bool CheckSchemas(ReadOnlySpan<NativeHistogram> histograms, bool custom, out int coarsest)
    {
        coarsest = histograms[^1].Schema;
        for (int i = isCounter ? 1 : histograms.Length - 1; i < histograms.Length; i++)
        {
            if (histograms[i].HasCustomBuckets != custom)
            {
                HistogramRemarks.MixedSchemas(Annotations, Span, Metric);
                return false;
            }

            coarsest = Math.Min(coarsest, histograms[i].Schema);
        }

        return true;
    }

    private void CheckHints(ReadOnlySpan<NativeHistogram> histograms)
    {
        bool bothGauges = histograms[0].ResetHint == CounterResetHint.Gauge && histograms[^1].ResetHint == CounterResetHint.Gauge;
        if (!isCounter && !bothGauges) HistogramRemarks.NotGauge(Annotations, Span, Metric);
        if (!isCounter) return;
        foreach (NativeHistogram histogram in histograms)
        {
            if (histogram.ResetHint != CounterResetHint.Gauge) continue;
            HistogramRemarks.NotCounter(Annotations, Span, Metric);
            return;
        }
    }

    private bool Combine(NativeHistogram histogram, bool subtract)
    {
        HistogramConflicts conflicts = subtract ? _result.Subtract(histogram) : _result.Add(histogram);
        if (conflicts.HasFlag(HistogramConflicts.Incompatible))
        {
            HistogramRemarks.MixedSchemas(Annotations, Span, Metric);
            return false;
        }

        HistogramRemarks.Reconciled(Annotations, Span, conflicts, subtract ? "subtraction" : "addition");
        return true;
    }
}
