namespace Heed.Query.Functions;

/// <summary><c>stdvar_over_time</c> and <c>stddev_over_time</c>: of the window as the whole population.</summary>
internal sealed class VarianceFunction(bool deviation) : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        CompensatedVariance variance = default;
        foreach (double value in frame.Values) variance.Add(value);
        return deviation ? Math.Sqrt(variance.Value) : variance.Value;
    }
}
