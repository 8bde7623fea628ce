namespace Heed.Query.Functions;

/// <summary><c>first_over_time</c> and <c>last_over_time</c>, or the times of these samples in seconds.</summary>
internal sealed class EndSampleFunction(bool first, bool timestamp = false) : WindowFunction
{
    public override bool KeepsName => !timestamp;

    public override double Evaluate(in WindowFrame frame)
    {
        int at = first ? 0 : frame.Values.Length - 1;
        return timestamp ? frame.TimesMs[at] / 1000.0 : frame.Values[at];
    }
}
