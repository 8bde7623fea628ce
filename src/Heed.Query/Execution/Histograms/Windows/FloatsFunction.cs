using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>A function that knows floats only and leaves histograms out, with a remark where there are both.</summary>
/// <param name="least">How many floats it needs for an answer.</param>
internal sealed class FloatsFunction(Annotations annotations, SourceSpan span, WindowFunction floats, int least)
    : MixedWindowFunction(annotations, span, floats)
{
    public override void Evaluate(in MixedWindow window, Column target, int step)
    {
        if (!window.HasFloats) return;
        if (window.HasHistograms) HistogramRemarks.IgnoredInRange(Annotations, Span, Metric);
        if (window.Floats.Values.Length >= least) target.SetValue(step, EvaluateFloats(window));
    }
}
