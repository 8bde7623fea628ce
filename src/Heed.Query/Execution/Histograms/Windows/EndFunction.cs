using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>The first or last sample of a window, or its time in seconds.</summary>
internal sealed class EndFunction(Annotations annotations, SourceSpan span, WindowFunction floats, bool first, bool timestamp)
    : MixedWindowFunction(annotations, span, floats)
{
    public override void Evaluate(in MixedWindow window, Column target, int step)
    {
        if (IsFloat(window)) target.SetValue(step, EvaluateFloats(window));
        else if (timestamp) target.SetValue(step, window.TimesMs[first ? 0 : ^1] / 1000.0);
        else target.SetHistogram(step, window.Histograms[first ? 0 : ^1]);
    }

    private bool IsFloat(in MixedWindow window)
    {
        if (!window.HasFloats || !window.HasHistograms) return window.HasFloats;
        return first ? window.Floats.TimesMs[0] < window.TimesMs[0] : window.Floats.TimesMs[^1] > window.TimesMs[^1];
    }
}
