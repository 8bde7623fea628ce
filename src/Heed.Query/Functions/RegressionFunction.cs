using Heed.Query.Execution;

namespace Heed.Query.Functions;

/// <summary>
/// Least squares over the window: <c>deriv</c> is the slope a second, <c>predict_linear</c> the line's value in the future.
/// </summary>
internal sealed class RegressionFunction(bool predict) : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        if (frame.Values.Length < 2) return Column.Nothing;

        // A slope does not depend on where time begins; near the samples it loses the fewest digits.
        long origin = predict ? frame.StepTimeMs : frame.TimesMs[0];
        (double slope, double intercept) = Fit(frame.TimesMs, frame.Values, origin);
        return predict ? (slope * frame.First) + intercept : slope;
    }

    private static (double Slope, double Intercept) Fit(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, long originMs)
    {
        double first = values[0];
        bool constant = true;
        CompensatedSum sumX = default;
        CompensatedSum sumY = default;
        CompensatedSum sumXy = default;
        CompensatedSum sumX2 = default;
        for (int i = 0; i < values.Length; i++)
        {
            constant &= values[i] == first;
            double x = (timesMs[i] - originMs) / 1000.0;
            sumX.Add(x);
            sumY.Add(values[i]);
            sumXy.Add(x * values[i]);
            sumX2.Add(x * x);
        }

        if (constant) return double.IsInfinity(first) ? (double.NaN, double.NaN) : (0, first);
        double n = values.Length;
        double x1 = sumX.Sum + sumX.Carry;
        double y1 = sumY.Sum + sumY.Carry;
        double covariance = sumXy.Sum + sumXy.Carry - (x1 * y1 / n);
        double variance = sumX2.Sum + sumX2.Carry - (x1 * x1 / n);
        double slope = covariance / variance;
        return (slope, (y1 / n) - (slope * x1 / n));
    }
}
