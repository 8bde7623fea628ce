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

    public override void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
        if (isCounter) _resets.Begin(values);
    }

    public override double Evaluate(in WindowFrame frame)
    {
        int last = frame.Values.Length - 1;
        if (last < 1) return Column.Nothing;
        double result = frame.Values[last] - frame.Values[0];
        if (isCounter) result += _resets.LostIn(frame.From, frame.To, out _);
        return result * Stretch(frame, result);
    }

    private double Stretch(in WindowFrame frame, double result)
    {
        int last = frame.Values.Length - 1;
        double before = (frame.TimesMs[0] - frame.StartMs) / 1000.0;
        double after = (frame.EndMs - frame.TimesMs[last]) / 1000.0;
        double sampled = (frame.TimesMs[last] - frame.TimesMs[0]) / 1000.0;
        double distance = sampled / last;
        double threshold = distance * NearEdge;
        if (!zeroFirst && before >= threshold) before = distance / 2;
        if (isCounter && result > 0 && frame.Values[0] >= 0)
        {
            double sinceZero = sampled * (frame.Values[0] / result);
            if (sinceZero < before) before = sinceZero;
        }

        if (zeroFirst && before >= threshold) before = distance / 2;
        if (after >= threshold) after = distance / 2;
        double factor = (sampled + before + after) / sampled;
        return perSecond ? factor / ((frame.EndMs - frame.StartMs) / 1000.0) : factor;
    }
}
