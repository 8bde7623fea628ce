using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary><c>sum_over_time</c> and <c>avg_over_time</c>.</summary>
internal sealed class HistogramSumFunction(Annotations annotations, SourceSpan span, WindowFunction floats, bool mean)
    : MixedWindowFunction(annotations, span, floats)
{
    public override void Evaluate(in MixedWindow window, Column target, int step)
    {
        if (!window.HasHistograms)
        {
            target.SetValue(step, EvaluateFloats(window));
            return;
        }

        if (window.HasFloats)
        {
            HistogramRemarks.MixedWithFloats(Annotations, Span, Metric);
            return;
        }

        HistogramAggregate aggregate = new(mean);
        foreach (NativeHistogram histogram in window.Histograms) aggregate.Add(histogram);
        if (aggregate.IsIncompatible)
        {
            HistogramRemarks.MixedSchemas(Annotations, Span, Metric);
            return;
        }

        HistogramRemarks.Conflicts(Annotations, Span, aggregate.Conflicts, "aggregation");
        target.SetHistogram(step, aggregate.Finish());
    }
}
