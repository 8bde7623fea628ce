namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Tests of counts against known shares: Pearson's Σ (O − E)²/E and G = 2·Σ O·ln(O/E), with E = n·wᵢ/Σw and k − 1 degrees of freedom. The
/// shares are taken as exact: where they come from a sample, use <see cref="ChiSquareHomogeneity"/>. One cell gives 0 with p = 1. Refused:
/// lengths that differ, a negative count, weights that are not positive and finite, nothing observed. Source: K. Pearson, Philosophical
/// Magazine 50 (1900) 157; S. S. Wilks, Annals of Mathematical Statistics 9 (1938) 60. See docs/statistics/tables.md.
/// </summary>
public static class GoodnessOfFit
{
    /// <summary>Pearson's chi-square.</summary>
    public static ChiSquareComparison ChiSquare(ReadOnlySpan<long> observed, ReadOnlySpan<double> weights) =>
        Test(observed, weights, likelihood: false);

    /// <summary>The likelihood ratio G.</summary>
    public static ChiSquareComparison LikelihoodRatio(ReadOnlySpan<long> observed, ReadOnlySpan<double> weights) =>
        Test(observed, weights, likelihood: true);

    private static ChiSquareComparison Test(ReadOnlySpan<long> observed, ReadOnlySpan<double> weights, bool likelihood)
    {
        if (observed.Length != weights.Length) return ChiSquareComparison.Refused(Refusal.LengthMismatch);
        double n = 0;
        double sum = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            if (observed[i] < 0 || !double.IsFinite(weights[i]) || weights[i] < 0) return ChiSquareComparison.Refused(Refusal.OutOfRange);
            if (weights[i] == 0) return ChiSquareComparison.Refused(Refusal.ZeroMarginal);
            n += observed[i];
            sum += weights[i];
        }

        if (n == 0) return ChiSquareComparison.Refused(Refusal.EmptySample);
        double statistic = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            double expected = n * weights[i] / sum;
            statistic += likelihood ? ContingencyTable.LikelihoodTerm(observed[i], expected)
                : ContingencyTable.PearsonTerm(observed[i], expected);
        }

        return new ChiSquareComparison(statistic, observed.Length - 1, ChiSquareDistribution.Survival(statistic, observed.Length - 1));
    }
}
