using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary><c>count_over_time</c> and <c>present_over_time</c>, to which a histogram is a sample like any other.</summary>
internal sealed class PresenceFunction(Annotations annotations, SourceSpan span, WindowFunction floats, bool count)
    : MixedWindowFunction(annotations, span, floats)
{
    public override void Evaluate(in MixedWindow window, Column target, int step) =>
        target.SetValue(step, count ? window.Floats.Values.Length + window.Histograms.Length : 1);
}
