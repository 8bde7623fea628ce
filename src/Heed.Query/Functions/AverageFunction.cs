using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>avg_over_time</c> with compensation.</summary>
internal sealed class AverageFunction : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Sum | SummaryParts.Extremes;

    public override double Evaluate(in WindowFrame frame)
    {
        double count = frame.Values.Length;
        if (WideSums.TryAdd(frame.Values, out CompensatedSum wide)) return (wide.Sum / count) + (wide.Carry / count);
        CompensatedMean mean = default;
        foreach (double value in frame.Values) mean.Add(value);
        return mean.Value;
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        // A sum that is not finite may have overflowed on its way to a finite mean.
        result = (window.Sum / window.Count) + (window.Carry / window.Count);
        return double.IsFinite(window.Sum) || HasNoOverflow(window);
    }

    /// <summary>Whether only a NaN among finite values can have spoilt the sum.</summary>
    private static bool HasNoOverflow(in SampleSummary window) =>
        double.IsNaN(window.Sum) && !(Math.Max(Math.Abs(window.Min), Math.Abs(window.Max)) * window.Count > double.MaxValue);
}
