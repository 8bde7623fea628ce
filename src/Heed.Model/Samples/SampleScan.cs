using System.Numerics;

namespace Heed.Model.Samples;

/// <summary>The passes over a stretch of values that make its summary, each in the one order that defines its last bits.</summary>
internal static class SampleScan
{
    public static CompensatedTotal Total(ReadOnlySpan<double> values)
    {
        CompensatedTotal total = default;
        foreach (double value in values) total.Add(value);
        return total;
    }

    public static (double Min, double Max) Extremes(ReadOnlySpan<double> values)
    {
        double min = values[0];
        double max = values[0];
        foreach (double value in values[1..])
        {
            if (IsLater(value, min, max: false)) min = value;
            if (IsLater(value, max, max: true)) max = value;
        }

        return (min, max);
    }

    /// <summary>Whether the extreme of later samples stands in for the one of earlier ones: equals do, NaN never does for a number.</summary>
    public static bool IsLater(double later, double earlier, bool max) =>
        double.IsNaN(earlier) || (max ? later >= earlier : later <= earlier);

    public static CounterSteps Steps(ReadOnlySpan<double> values)
    {
        CounterSteps steps = default;
        int width = Vector<double>.Count;
        int next = 1;
        for (; next + width <= values.Length; next += width)
        {
            Vector<double> previous = new(values[(next - 1)..]);
            Vector<double> current = new(values[next..]);

            // Most counters stay or grow. NaN is neither.
            bool rises = Vector.GreaterThanOrEqualAll(current, previous);
            if (rises) steps.Rise(width + (int)Vector.Sum(Vector.Equals(current, previous)));
            else Step(ref steps, values.Slice(next - 1, width + 1));
        }

        Step(ref steps, values[Math.Min(next - 1, values.Length)..]);
        return steps;
    }

    private static void Step(ref CounterSteps steps, ReadOnlySpan<double> values)
    {
        for (int i = 1; i < values.Length; i++) steps.Step(values[i - 1], values[i]);
    }

    /// <summary>
    /// The squared distances from the mean in two passes; the second term takes back what the rounding of the mean adds
    /// (Chan, Golub and LeVeque 1983, eq. 1.7). Exactly 0 where all values are one.
    /// </summary>
    public static double Deviations(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0;
        double rest = 0;
        bool varies = !double.IsFinite(mean);
        foreach (double value in values)
        {
            double distance = value - mean;
            squares += distance * distance;
            rest += distance;
            varies |= value != values[0];
        }

        return varies ? squares - (rest * rest / values.Length) : 0;
    }
}
