using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary><c>changes</c> and <c>resets</c>; a float beside a histogram is both.</summary>
internal sealed class TransitionFunction(Annotations annotations, SourceSpan span, WindowFunction floats, bool resets)
    : MixedWindowFunction(annotations, span, floats)
{
    public override void Evaluate(in MixedWindow window, Column target, int step) =>
        target.SetValue(step, Count(window.Floats.TimesMs, window.Floats.Values, window.TimesMs, window.StartTimesMs, window.Histograms, resets));

    /// <summary>How many samples differ from the one before, or lie behind a reset.</summary>
    public static int Count(
        ReadOnlySpan<long> floatTimes,
        ReadOnlySpan<double> values,
        ReadOnlySpan<long> times,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<NativeHistogram> histograms,
        bool resets)
    {
        int transitions = 0;
        int f = 0;
        int h = 0;
        while (f < values.Length || h < histograms.Length)
        {
            bool isFloat = h == histograms.Length || (f < values.Length && floatTimes[f] < times[h]);
            bool afterFloat = h == 0 || (f > 0 && floatTimes[f - 1] > times[h - 1]);
            if (f + h == 0) transitions = 0;
            else if (isFloat != afterFloat) transitions++;
            else if (isFloat) transitions += FloatsDiffer(values[f - 1], values[f], resets) ? 1 : 0;
            else if (!resets) transitions += HistogramEquality.AreEqual(histograms[h - 1], histograms[h]) ? 0 : 1;
            else transitions += HistogramResets.IsReset(times, starts, histograms, h) ? 1 : 0;
            if (isFloat) f++;
            else h++;
        }

        return transitions;
    }

    private static bool FloatsDiffer(double previous, double current, bool resets) =>
        resets ? current < previous : current != previous && !(double.IsNaN(current) && double.IsNaN(previous));
}
