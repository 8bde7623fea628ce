namespace Heed.Query.Functions;

/// <summary><c>avg_over_time</c> with compensation.</summary>
internal sealed class AverageFunction : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        CompensatedMean mean = default;
        foreach (double value in frame.Values) mean.Add(value);
        return mean.Value;
    }
}
