namespace Heed.Query.Functions;

/// <summary><c>quantile_over_time</c>.</summary>
internal sealed class QuantileFunction : WindowFunction
{
    private double[] _sorted = new double[64];

    public override double Evaluate(in WindowFrame frame)
    {
        if (_sorted.Length < frame.Values.Length) _sorted = new double[frame.Values.Length * 2];
        Span<double> values = _sorted.AsSpan(0, frame.Values.Length);
        frame.Values.CopyTo(values);
        return Quantile.Of(frame.First, values);
    }
}
