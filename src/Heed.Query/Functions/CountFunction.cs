using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary><c>count_over_time</c>, and <c>present_over_time</c>, which is 1 for any number.</summary>
internal sealed class CountFunction(bool present) : WindowFunction
{
    public override SummaryParts? Parts => SummaryParts.Ends;

    public override double Evaluate(in WindowFrame frame) => present ? 1 : frame.Values.Length;

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = present ? 1 : window.Count;
        return true;
    }
}
