namespace Heed.Statistics.Hypothesis;

/// <summary>The result of a Mann–Whitney test.</summary>
/// <param name="N1">Values of the first sample, NaN left out.</param>
/// <param name="N2">Values of the second sample, NaN left out.</param>
/// <param name="U1">Pairs with x above y, ties counting ½; NaN where refused.</param>
/// <param name="TieSum">Σ (t³ − t) over runs of t equal values.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct MannWhitneyComparison(long N1, long N2, double U1, double TieSum, Refusal Refusal = Refusal.None)
{
    public double U2 => ((double)N1 * N2) - U1;

    /// <summary>The effect: P(x above y) + P(equal)/2, which is the area under the ROC curve of x against y.</summary>
    public double Superiority => U1 / ((double)N1 * N2);

    /// <summary>The normal approximation with continuity correction; 1 where all values are equal.</summary>
    public double PValue => Normal(0.5);

    /// <summary>The normal approximation without continuity correction.</summary>
    public double PValueUncorrected => Normal(0);

    internal static MannWhitneyComparison Refused(long n1, long n2, Refusal refusal) => new(n1, n2, double.NaN, double.NaN, refusal);

    private double Normal(double continuity)
    {
        double pairs = (double)N1 * N2;
        double total = (double)N1 + N2;
        double variance = pairs / 12 * (total + 1 - (TieSum / (total * (total - 1))));
        if (variance <= 0) return 1;
        return Math.Min(1, 2 * NormalDistribution.Survival((Math.Max(U1, U2) - (pairs / 2) - continuity) / Math.Sqrt(variance)));
    }
}
