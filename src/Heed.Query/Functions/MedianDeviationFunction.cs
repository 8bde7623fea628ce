namespace Heed.Query.Functions;

/// <summary><c>mad_over_time</c>: the median of the distances from the median; NaN where any value is.</summary>
internal sealed class MedianDeviationFunction : WindowFunction
{
    private const double Median = 0.5;

    private double[] _sorted = new double[64];

    public override double Evaluate(in WindowFrame frame)
    {
        if (_sorted.Length < frame.Values.Length) _sorted = new double[frame.Values.Length * 2];
        Span<double> values = _sorted.AsSpan(0, frame.Values.Length);
        frame.Values.CopyTo(values);
        foreach (double value in values)
        {
            if (double.IsNaN(value)) return double.NaN;
        }

        double median = Quantile.Of(Median, values);
        for (int i = 0; i < values.Length; i++) values[i] = Math.Abs(values[i] - median);
        return Quantile.Of(Median, values);
    }
}
