namespace Heed.Statistics.Hypothesis;

/// <summary>The result of a k-sample Anderson–Darling test.</summary>
/// <param name="Samples">k.</param>
/// <param name="Statistic">(A² − (k − 1))/σ: about 2 at the 5 % level of two samples; NaN where refused.</param>
/// <param name="A2">A² itself.</param>
/// <param name="Level">The significance level, interpolated in the source's table and held within it: 0.001 to 0.25.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct AndersonDarlingComparison(int Samples, double Statistic, double A2, double Level,
    Refusal Refusal = Refusal.None)
{
    internal static AndersonDarlingComparison Refused(Refusal refusal) => new(0, double.NaN, double.NaN, double.NaN, refusal);
}
