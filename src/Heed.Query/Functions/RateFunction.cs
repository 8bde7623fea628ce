using Heed.Model.Samples;
using Heed.Query.Execution;

namespace Heed.Query.Functions;

/// <summary>
/// <c>rate</c>, <c>increase</c> and <c>delta</c>: the difference of the last and first sample, counter resets added back, stretched
/// to the whole window. The stretch ends half a sample distance beyond the samples where a window's edge is further
/// away than 1.1 distances, and where a counter would be zero.
/// </summary>
/// <param name="isCounter">Falls are resets.</param>
/// <param name="perSecond">The increase is divided by the window's length.</param>
/// <param name="zeroFirst">Prometheus 2 asks for the zero of a counter before it asks for the distance of the edge.</param>
internal sealed class RateFunction(bool isCounter, bool perSecond, bool zeroFirst = false) : WindowFunction
{
    private const double NearEdge = 1.1;

    private readonly CounterChanges _resets = new();

    public override SummaryParts? Parts => isCounter ? SummaryParts.Steps : SummaryParts.Ends;

    public override bool NeedsWindowsOnly => true;

    public override void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
        if (isCounter) _resets.Begin(values);
    }

    public override double Evaluate(in WindowFrame frame)
    {
        int last = frame.Values.Length - 1;
        if (last < 1) return Column.Nothing;
        double lost = isCounter ? _resets.LostIn(frame.From, frame.To, out _) : 0;
        CounterWindow window = new(frame.Values.Length, frame.TimesMs[0], frame.TimesMs[last], frame.StartMs, frame.EndMs);
        return Evaluate(window, frame.Values[0], frame.Values[last], lost);
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        CounterWindow times = new(window.Count, window.FirstTimeMs, window.LastTimeMs, startMs, endMs);
        result = window.Count < 2 ? Column.Nothing : Evaluate(times, window.First, window.Last, window.Lost);
        return true;
    }

    private double Evaluate(in CounterWindow window, double first, double last, double lost)
    {
        double result = last - first;
        if (isCounter) result += lost;
        return result * Stretch(window, first, result);
    }

    private double Stretch(in CounterWindow window, double first, double result)
    {
        double before = (window.FirstTimeMs - window.StartMs) / 1000.0;
        double after = (window.EndMs - window.LastTimeMs) / 1000.0;
        double sampled = (window.LastTimeMs - window.FirstTimeMs) / 1000.0;
        double distance = sampled / (window.Count - 1);
        double threshold = distance * NearEdge;
        if (!zeroFirst && before >= threshold) before = distance / 2;
        if (isCounter && result > 0 && first >= 0)
        {
            double sinceZero = sampled * (first / result);
            if (sinceZero < before) before = sinceZero;
        }

        if (zeroFirst && before >= threshold) before = distance / 2;
        if (after >= threshold) after = distance / 2;
        double factor = (sampled + before + after) / sampled;
        return perSecond ? factor / ((window.EndMs - window.StartMs) / 1000.0) : factor;
    }

    /// <summary>Where the samples of a window lie in it.</summary>
    private readonly record struct CounterWindow(int Count, long FirstTimeMs, long LastTimeMs, long StartMs, long EndMs);
}
