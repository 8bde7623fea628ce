using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>first_over_time</c> and <c>last_over_time</c>, or the times of these samples in seconds.</summary>
internal sealed class EndSampleFunction(bool first, bool timestamp = false) : WindowFunction
{
    public override bool KeepsName => !timestamp;

    public override SummaryParts? Parts => SummaryParts.Ends;

    public override double Evaluate(in WindowFrame frame)
    {
        int at = first ? 0 : frame.Values.Length - 1;
        return timestamp ? frame.TimesMs[at] / 1000.0 : frame.Values[at];
    }

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = (first, timestamp) switch
        {
            (true, true) => window.FirstTimeMs / 1000.0,
            (false, true) => window.LastTimeMs / 1000.0,
            (true, false) => window.First,
            _ => window.Last,
        };
        return true;
    }
}
