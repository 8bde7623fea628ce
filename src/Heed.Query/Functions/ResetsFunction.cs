using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary>How often the value falls in the window.</summary>
internal sealed class ResetsFunction : WindowFunction
{
    private readonly CounterChanges _resets = new();

    public override void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values) => _resets.Begin(values);

    public override SummaryParts? Parts => SummaryParts.Steps;

    public override double Evaluate(in WindowFrame frame)
    {
        _resets.LostIn(frame.From, frame.To, out int resets);
        return resets;
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = window.Resets;
        return true;
    }
}
