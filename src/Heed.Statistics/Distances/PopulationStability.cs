using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Distances;

/// <summary>
/// The population stability index in Heed's convention: Σ (p − q)·ln(p / q) over frozen bins with
/// p = (count + 0.5) / (n + 0.5·B). See docs/statistics/population-stability.md.
/// </summary>
public static class PopulationStability
{
    /// <summary>Added to each count, so that a bin that one side leaves empty gives a finite term.</summary>
    public const double Smoothing = 0.5;

    /// <summary>Every bin counts, empty ones included. NaN where a side is empty.</summary>
    public static PsiComparison Compare(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current) =>
        Compare(baseline, current, baseline.Length);

    /// <summary>
    /// Bins that are empty on both sides are left out of B: the convention for categories, and for bins of their own that hold
    /// what should not occur (missing, below, above, unseen).
    /// </summary>
    public static PsiComparison CompareOccupied(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        int occupied = 0;
        for (int i = 0; i < baseline.Length; i++)
        {
            if (baseline[i] + current[i] > 0) occupied++;
        }

        return Compare(baseline, current, occupied);
    }

    /// <summary>
    /// What the index exceeds with probability <paramref name="alpha"/> when both sides are samples of one distribution:
    /// (1/n + 1/m)·χ²(B − 1). NaN with fewer than two bins or an empty side.
    /// </summary>
    public static double Threshold(PsiComparison comparison, double alpha) =>
        HasNull(comparison) ? Scale(comparison) * ChiSquareDistribution.Quantile(1 - alpha, comparison.Bins - 1) : double.NaN;

    /// <summary>The probability of a larger index when nothing changed. NaN with fewer than two bins or an empty side.</summary>
    public static double PValue(PsiComparison comparison) =>
        HasNull(comparison) ? ChiSquareDistribution.Survival(comparison.Psi / Scale(comparison), comparison.Bins - 1) : double.NaN;

    private static bool HasNull(PsiComparison comparison) => comparison is { Bins: >= 2, N: > 0, M: > 0 };

    private static double Scale(PsiComparison comparison) => (1.0 / comparison.N) + (1.0 / comparison.M);

    private static PsiComparison Compare(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current, int bins)
    {
        if (baseline.Length != current.Length) throw new ArgumentException($"expected equal bins, found {baseline.Length} and {current.Length}");
        long n = 0;
        long m = 0;
        for (int i = 0; i < baseline.Length; i++)
        {
            n += baseline[i];
            m += current[i];
        }

        if (n == 0 || m == 0) return new PsiComparison(double.NaN, bins, n, m);
        bool all = bins == baseline.Length;
        double psi = 0;
        for (int i = 0; i < baseline.Length; i++)
        {
            if (!all && baseline[i] + current[i] == 0) continue;
            double p = (baseline[i] + Smoothing) / (n + (Smoothing * bins));
            double q = (current[i] + Smoothing) / (m + (Smoothing * bins));
            psi += (p - q) * Math.Log(p / q);
        }

        return new PsiComparison(psi, bins, n, m);
    }
}
