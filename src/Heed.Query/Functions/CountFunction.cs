namespace Heed.Query.Functions;

/// <summary><c>count_over_time</c>, and <c>present_over_time</c>, which is 1 for any number.</summary>
internal sealed class CountFunction(bool present) : WindowFunction
{
    public override double Evaluate(in WindowFrame frame) => present ? 1 : frame.Values.Length;
}
