using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary>How often the value changes in the window; NaN after NaN is no change.</summary>
internal sealed class ChangesFunction : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Steps;

    public override double Evaluate(in WindowFrame frame)
    {
        int changes = 0;
        for (int i = 1; i < frame.Values.Length; i++)
        {
            double current = frame.Values[i];
            double previous = frame.Values[i - 1];
            if (current != previous && !(double.IsNaN(current) && double.IsNaN(previous))) changes++;
        }

        return changes;
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = window.Changes;
        return true;
    }
}
