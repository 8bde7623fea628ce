using Heed.Model.Parsing;
using Heed.Query.Execution;

namespace Heed.Query.Functions;

/// <summary>Holt's double exponential smoothing: the level at the end of the window.</summary>
internal sealed class SmoothingFunction : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        double level = frame.First;
        double trend = frame.Second;
        Check("smoothing factor", level);
        Check("trend factor", trend);
        ReadOnlySpan<double> values = frame.Values;
        if (values.Length < 2) return Column.Nothing;
        double smoothed = values[0];
        double slope = values[1] - values[0];
        for (int i = 1; i < values.Length; i++)
        {
            double previous = smoothed;
            smoothed = (level * values[i]) + ((1 - level) * (previous + slope));
            slope = (trend * (smoothed - previous)) + ((1 - trend) * slope);
        }

        return smoothed;
    }

    private static void Check(string name, double factor)
    {
        if (factor > 0 && factor < 1) return;
        throw QueryAbortedException.Execution(
            $"invalid {name}. Expected: 0 < {(name[0] == 's' ? "sf" : "tf")} < 1, got: {GoNumber.FormatShort(factor)}");
    }
}
