using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>stdvar_over_time</c> and <c>stddev_over_time</c>: of the window as the whole population.</summary>
internal sealed class VarianceFunction(bool deviation) : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Deviations | SummaryParts.Extremes;

    public override double Evaluate(in WindowFrame frame)
    {
        CompensatedVariance variance = default;
        foreach (double value in frame.Values) variance.Add(value);
        return deviation ? Math.Sqrt(variance.Value) : variance.Value;
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
