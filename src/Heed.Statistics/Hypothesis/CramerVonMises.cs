using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The two-sample Cramér–von Mises test in Anderson's form: with mid-ranks r of x and s of y in the pooled sample,
/// U = n·Σ(rᵢ − i)² + m·Σ(sⱼ − j)² and T = U/(n·m·N) − (4nm − 1)/(6N); no unit. Assumes independent values. NaN is dropped, ±∞ are
/// ordinary extreme values, ties take mid-ranks. An empty sample and one of a single value are refused. Source: T. W. Anderson, Annals
/// of Mathematical Statistics 33 (1962) 1148. See docs/statistics/two-sample-tests.md.
/// </summary>
public static class CramerVonMises
{
    /// <summary>The largest sample for which <see cref="PValueExact"/> counts all arrangements.</summary>
    public const int ExactLimit = 20;

    /// <summary>T with the p-value of its limit law. Allocates nothing in steady state; O(N log N) at most.</summary>
    public static TestComparison Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        using SortedSample sortedX = SortedSample.Of(x);
        using SortedSample sortedY = SortedSample.Of(y);
        return CompareSorted(sortedX.Values, sortedY.Values);
    }

    /// <summary>As <see cref="Compare"/> for ascending samples without NaN.</summary>
    public static TestComparison CompareSorted(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.IsEmpty || y.IsEmpty) return TestComparison.Refused(Refusal.EmptySample);
        if (x.Length < 2 || y.Length < 2) return TestComparison.Refused(Refusal.TooFew);
        double n = x.Length;
        double m = y.Length;
        double total = n + m;
        double u = RankSum(x, y);
        double t = (u / (n * m * total)) - (((4 * n * m) - 1) / (6 * total));
        double mean = (1 + (1 / total)) / 6;
        double variance = (total + 1) * ((4 * n * m * total) - (3 * ((n * n) + (m * m))) - (2 * n * m)) / (45 * total * total * 4 * n * m);
        double scaled = (1.0 / 6) + ((t - mean) / Math.Sqrt(45 * variance));
        return new TestComparison(t, scaled < LeastScaled ? 1 : Math.Clamp(1 - CramerVonMisesDistribution.Cumulative(scaled), 0, 1));
    }

    /// <summary>
    /// The share of all arrangements of two samples of these sizes, no two values equal, whose T is at least the one given. NaN beyond
    /// <see cref="ExactLimit"/> values in a sample.
    /// </summary>
    public static double PValueExact(double statistic, int n, int m)
    {
        if (n < 2 || m < 2 || n > ExactLimit || m > ExactLimit || double.IsNaN(statistic)) return double.NaN;

        // Without ties T = Σ(i·m − j·n)²/(n·m·N²) over the points (i, j) of the lattice path, so it is counted in whole numbers.
        double total = n + m;
        long reached = (long)Math.Round(statistic * n * m * total * total);
        Dictionary<long, double>[] row = new Dictionary<long, double>[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                long step = ((long)i * m) - ((long)j * n);
                Dictionary<long, double> shares = [];
                if (i + j == 0) shares[0] = 1;
                if (i > 0) Extend(row[j], shares, step * step, i / (double)(i + j));
                if (j > 0) Extend(row[j - 1], shares, step * step, j / (double)(i + j));
                row[j] = shares;
            }
        }

        double p = 0;
        foreach ((long sum, double share) in row[m]) p += sum >= reached ? share : 0;
        return Math.Min(1, p);
    }

    // Below this the limit law's complement is 1 to the last bit.
    private const double LeastScaled = 0.003;

    private static void Extend(Dictionary<long, double> from, Dictionary<long, double> to, long step, double weight)
    {
        foreach ((long sum, double share) in from)
        {
            to.TryGetValue(sum + step, out double before);
            to[sum + step] = before + (share * weight);
        }
    }

    private static double RankSum(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double first = 0;
        double second = 0;
        int i = 0;
        int j = 0;
        while (i < x.Length || j < y.Length)
        {
            int fromX = i;
            int fromY = j;
            double at = j == y.Length || (i < x.Length && x[i] <= y[j]) ? x[i] : y[j];
            while (i < x.Length && x[i] == at) i++;
            while (j < y.Length && y[j] == at) j++;
            double rank = fromX + fromY + ((i - fromX + (j - fromY) + 1) / 2.0);
            for (int k = fromX + 1; k <= i; k++) first += (rank - k) * (rank - k);
            for (int k = fromY + 1; k <= j; k++) second += (rank - k) * (rank - k);
        }

        return (x.Length * first) + (y.Length * second);
    }
}
