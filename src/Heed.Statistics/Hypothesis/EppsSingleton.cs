using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The Epps–Singleton test: compares the empirical characteristic functions of two samples at two points, so that it sees changes of shape
/// and works on discrete values. W = N·dᵀS⁺d with d the difference of the means of g(x) = (cos tx, sin tx) and S = (N/n₁)·cov₁ +
/// (N/n₂)·cov₂; t in units of half the pooled interquartile range; χ² with rank(S) degrees of freedom; below 25 values in both samples W
/// is multiplied by 1/(1 + N^−0.45 + 10.1·(n₁^−1.7 + n₂^−1.7)). Assumes independent values. NaN is dropped. Refused: an empty sample,
/// fewer than five values, infinities, an interquartile range of zero. Ties need no care. Source: T. W. Epps and K. J. Singleton, Journal
/// of Statistical Computation and Simulation 26 (1986) 177. See docs/statistics/two-sample-tests.md.
/// </summary>
public static class EppsSingleton
{
    private const int Dimensions = 4;
    private const int SmallSample = 25;
    private const double RankTolerance = Dimensions * 2.220446049250313e-16;

    /// <param name="first">The first point, in units of half the interquartile range; the authors' choice by default.</param>
    /// <param name="second">The second point.</param>
    public static TestComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double first = 0.4, double second = 0.8)
    {
        using SortedSample sortedX = SortedSample.Of(x);
        using SortedSample sortedY = SortedSample.Of(y);
        if (sortedX.IsEmpty || sortedY.IsEmpty) return TestComparison.Refused(Refusal.EmptySample);
        if (!sortedX.IsFinite || !sortedY.IsFinite) return TestComparison.Refused(Refusal.NonFinite);
        if (sortedX.Count < 5 || sortedY.Count < 5) return TestComparison.Refused(Refusal.TooFew);
        using SortedSample both = SortedSample.OfBoth(sortedX.Values, sortedY.Values);
        double sigma = (SortedQuantile.Of(both.Values, 3, 4) - SortedQuantile.Of(both.Values, 1, 4)) / 2;
        return sigma > 0 ? CompareAt(sortedX.Values, sortedY.Values, first / sigma, second / sigma)
            : TestComparison.Refused(Refusal.Degenerate);
    }

    private static TestComparison CompareAt(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double t1, double t2)
    {
        Span<double> meanX = stackalloc double[Dimensions];
        Span<double> meanY = stackalloc double[Dimensions];
        Span<double> covariance = stackalloc double[Dimensions * Dimensions];
        covariance.Clear();
        double n = x.Length;
        double m = y.Length;
        double total = n + m;
        AddMoments(x, t1, t2, total / n, meanX, covariance);
        AddMoments(y, t1, t2, total / m, meanY, covariance);
        Span<double> vectors = stackalloc double[Dimensions * Dimensions];
        JacobiEigen.Decompose(covariance, vectors, Dimensions);
        double largest = 0;
        for (int i = 0; i < Dimensions; i++) largest = Math.Max(largest, Math.Abs(covariance[(i * Dimensions) + i]));
        double w = 0;
        int rank = 0;
        for (int i = 0; i < Dimensions; i++)
        {
            double eigenvalue = covariance[(i * Dimensions) + i];
            if (Math.Abs(eigenvalue) <= largest * RankTolerance) continue;
            double along = 0;
            for (int k = 0; k < Dimensions; k++) along += vectors[(k * Dimensions) + i] * (meanX[k] - meanY[k]);
            w += along * along / eigenvalue;
            rank++;
        }

        w *= total;
        if (Math.Max(n, m) < SmallSample) w /= 1 + Math.Pow(total, -0.45) + (10.1 * (Math.Pow(n, -1.7) + Math.Pow(m, -1.7)));
        return new TestComparison(w, ChiSquareDistribution.Survival(w, rank));
    }

    private static void AddMoments(ReadOnlySpan<double> sample, double t1, double t2, double weight, Span<double> mean,
        Span<double> covariance)
    {
        Span<double> g = stackalloc double[Dimensions];
        mean.Clear();
        foreach (double value in sample)
        {
            Transform(value, t1, t2, g);
            for (int k = 0; k < Dimensions; k++) mean[k] += g[k] / sample.Length;
        }

        foreach (double value in sample)
        {
            Transform(value, t1, t2, g);
            for (int k = 0; k < Dimensions * Dimensions; k++)
            {
                int row = k / Dimensions;
                int column = k % Dimensions;
                covariance[k] += weight / sample.Length * (g[row] - mean[row]) * (g[column] - mean[column]);
            }
        }
    }

    private static void Transform(double value, double t1, double t2, Span<double> g)
    {
        (g[2], g[0]) = Math.SinCos(t1 * value);
        (g[3], g[1]) = Math.SinCos(t2 * value);
    }
}
