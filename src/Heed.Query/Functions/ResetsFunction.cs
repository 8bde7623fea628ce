namespace Heed.Query.Functions;

/// <summary>How often the value falls in the window.</summary>
internal sealed class ResetsFunction : WindowFunction
{
    private readonly CounterChanges _resets = new();

    public override void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values) => _resets.Begin(values);

    public override double Evaluate(in WindowFrame frame)
    {
        _resets.LostIn(frame.From, frame.To, out int resets);
        return resets;
    }
}
