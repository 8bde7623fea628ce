namespace Heed.Query.Functions;

/// <summary><c>sum_over_time</c> with compensation.</summary>
internal sealed class SumFunction : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        CompensatedSum sum = default;
        foreach (double value in frame.Values) sum.Add(value);
        return sum.Value;
    }
}
