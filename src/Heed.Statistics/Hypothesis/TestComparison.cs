namespace Heed.Statistics.Hypothesis;

/// <summary>The result of a test that two or more samples come from one distribution.</summary>
/// <param name="Statistic">The test's own statistic; NaN where refused.</param>
/// <param name="PValue">The probability of a statistic at least as extreme when nothing differs.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct TestComparison(double Statistic, double PValue, Refusal Refusal = Refusal.None)
{
    internal static TestComparison Refused(Refusal refusal) => new(double.NaN, double.NaN, refusal);
}
