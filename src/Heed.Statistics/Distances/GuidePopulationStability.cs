using Heed.Statistics.Histograms;

namespace Heed.Statistics.Distances;

/// <summary>
/// The population stability index in the convention of the guides: ten bins of equal width on [0, 1] with the doubles i/10 as edges, lower
/// edge in, the last bin closed; what lies outside goes to the outermost bins; a share of zero becomes 10⁻⁴ and nothing is normalised
/// again; Σ(p − q)·ln(p/q). Meant for scores. NaN is dropped; an empty side is refused. It has no null distribution: compare it with
/// nothing but itself. Source: the convention of published monitoring guides. See docs/statistics/population-stability.md.
/// </summary>
public static class GuidePopulationStability
{
    public const int Bins = 10;
    private const double Fill = 1e-4;
    private static readonly double[] Edges = [0, 1 / 10.0, 2 / 10.0, 3 / 10.0, 4 / 10.0, 5 / 10.0, 6 / 10.0, 7 / 10.0, 8 / 10.0, 9 / 10.0,
        1];

    public static DistanceComparison Compare(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        Span<long> first = stackalloc long[Bins];
        Span<long> second = stackalloc long[Bins];
        Count(baseline, first);
        Count(current, second);
        return Compare(first, second);
    }

    /// <summary>From ten counts a side.</summary>
    public static DistanceComparison Compare(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (baseline.Length != Bins || current.Length != Bins) return DistanceComparison.Refused(Refusal.LengthMismatch);
        double n = 0;
        double m = 0;
        for (int i = 0; i < Bins; i++)
        {
            n += baseline[i];
            m += current[i];
        }

        if (n == 0 || m == 0) return DistanceComparison.Refused(Refusal.EmptySample);
        double psi = 0;
        for (int i = 0; i < Bins; i++)
        {
            double p = baseline[i] == 0 ? Fill : baseline[i] / n;
            double q = current[i] == 0 ? Fill : current[i] / m;
            psi += (p - q) * Math.Log(p / q);
        }

        return new DistanceComparison(psi);
    }

    /// <summary>Writes the counts of the ten bins.</summary>
    public static void Count(ReadOnlySpan<double> values, Span<long> counts)
    {
        Span<long> all = stackalloc long[Bins + 2];
        all.Clear();
        BinCounts.Add(values, Edges, all);
        all.Slice(1, Bins).CopyTo(counts);
        counts[0] += all[0];
        counts[Bins - 1] += all[^1];
    }
}
