using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>stdvar_over_time</c> and <c>stddev_over_time</c>: of the window as the whole population.</summary>
internal sealed class VarianceFunction(bool deviation) : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Deviations | SummaryParts.Extremes;

    public override double Evaluate(in WindowFrame frame)
    {
        double variance = Variance(frame.Values);
        return deviation ? Math.Sqrt(variance) : variance;
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        if (WideSums.TryAdd(values, out CompensatedSum sum) && values.ContainsAnyExcept(values[0]))
        {
            return WideSums.Deviations(values, sum.Value / values.Length) / values.Length;
        }

        CompensatedVariance variance = default;
        foreach (double value in values) variance.Add(value);
        return variance.Value;
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        // Means of equal values differ in their last bit where the counts do.
        bool isFlat = window.Min == window.Max && !double.IsNaN(window.Deviations);
        double variance = isFlat ? 0 : window.Deviations / window.Count;
        result = deviation ? Math.Sqrt(variance) : variance;
        return true;
    }
}
