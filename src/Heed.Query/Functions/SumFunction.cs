using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>sum_over_time</c> with compensation.</summary>
internal sealed class SumFunction : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Sum;

    public override double Evaluate(in WindowFrame frame)
    {
        if (WideSums.TryAdd(frame.Values, out CompensatedSum wide)) return wide.Value;
        CompensatedSum sum = default;
        foreach (double value in frame.Values) sum.Add(value);
        return sum.Value;
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = double.IsInfinity(window.Sum) ? window.Sum : window.Sum + window.Carry;
        return true;
    }
}
