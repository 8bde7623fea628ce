using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary><c>irate</c> and <c>idelta</c>: the last two samples, whatever they are.</summary>
internal sealed class LastPairFunction(Annotations annotations, SourceSpan span, WindowFunction floats, bool isRate)
    : MixedWindowFunction(annotations, span, floats)
{
    private readonly HistogramSum _difference = new();

    public override void Evaluate(in MixedWindow window, Column target, int step)
    {
        int histograms = window.Histograms.Length;
        if (window.Floats.Values.Length + histograms < 2) return;
        int among = HistogramsAmongLastTwo(window);
        if (among == 0) target.SetValue(step, EvaluateFloats(window));
        else if (among == 1) HistogramRemarks.MixedWithFloats(Annotations, Span, Metric);
        else if (Difference(window, histograms - 1) is { } difference) target.SetHistogram(step, difference);
    }

    private static int HistogramsAmongLastTwo(in MixedWindow window)
    {
        ReadOnlySpan<long> floats = window.Floats.TimesMs;
        ReadOnlySpan<long> histograms = window.TimesMs;
        if (histograms.Length == 0) return 0;
        if (floats.Length == 0) return 2;
        if (histograms.Length > 1 && histograms[^2] > floats[^1]) return 2;
        return floats.Length > 1 && floats[^2] > histograms[^1] ? 0 : 1;
    }

    private NativeHistogram? Difference(in MixedWindow window, int last)
    {
        NativeHistogram current = window.Histograms[last];
        NativeHistogram previous = window.Histograms[last - 1];
        bool bothGauges = current.ResetHint == CounterResetHint.Gauge && previous.ResetHint == CounterResetHint.Gauge;
        bool anyGauge = current.ResetHint == CounterResetHint.Gauge || previous.ResetHint == CounterResetHint.Gauge;
        if (isRate && anyGauge) HistogramRemarks.NotCounter(Annotations, Span, Metric);
        if (!isRate && !bothGauges) HistogramRemarks.NotGauge(Annotations, Span, Metric);
        _difference.Load(current);
        if (!isRate || !HistogramResets.IsReset(window.TimesMs, window.StartTimesMs, window.Histograms, last))
        {
            HistogramConflicts conflicts = _difference.Subtract(previous);
            if (conflicts.HasFlag(HistogramConflicts.Incompatible))
            {
                HistogramRemarks.MixedSchemas(Annotations, Span, Metric);
                return null;
            }

            HistogramRemarks.Reconciled(Annotations, Span, conflicts, "subtraction");
        }

        if (isRate) _difference.Divide((window.TimesMs[last] - window.TimesMs[last - 1]) / 1000.0);
        return _difference.ToHistogram(CounterResetHint.Gauge);
    }
}
