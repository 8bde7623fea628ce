using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Distances;

/// <summary>
/// The population stability index in Evidently's convention: with more than 20 distinct values in the baseline, ⌈log₂(n + m) + 1⌉ bins of
/// equal width over the joint sample, the last one closed; else one bin a distinct value of the joint sample. In each side a share of zero
/// becomes 10⁻⁴, or a millionth of its smallest share where that is at most 10⁻⁴; Σ(p − q)·ln(p/q). NaN and infinities are dropped, an
/// empty side is refused. The bins depend on the current sample, so one far value hides any drift: offered to explain that tool's figures,
/// not to alert on. Source: the open-source tool Evidently, version 0.2. See docs/statistics/population-stability.md.
/// </summary>
public static class EvidentlyPopulationStability
{
    /// <summary>More distinct values than this in the baseline make it a number, fewer a category.</summary>
    public const int MostValuesAsCategories = 20;
    private const double Fill = 1e-4;

    public static BinnedComparison Compare(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        using SortedSample first = SortedSample.Of(baseline);
        using SortedSample second = SortedSample.Of(current);
        ReadOnlySpan<double> x = FiniteOf(first.Values);
        ReadOnlySpan<double> y = FiniteOf(second.Values);
        if (x.IsEmpty || y.IsEmpty) return BinnedComparison.Refused(Refusal.EmptySample);
        JointBins bins = DistinctAbove(x, MostValuesAsCategories) ? JointBins.Sturges(x, y) : JointBins.Values(x, y);
        return new BinnedComparison(Of(bins.First, bins.Second).Value, bins.First.Length, bins.First, bins.Second);
    }

    /// <summary>From counts over the union of the categories.</summary>
    public static DistanceComparison Of(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (baseline.Length != current.Length) return DistanceComparison.Refused(Refusal.LengthMismatch);
        (double n, double fillFirst) = TotalAndFill(baseline);
        (double m, double fillSecond) = TotalAndFill(current);
        if (n == 0 || m == 0) return DistanceComparison.Refused(Refusal.EmptySample);
        double psi = 0;
        for (int i = 0; i < baseline.Length; i++)
        {
            double p = baseline[i] == 0 ? fillFirst : baseline[i] / n;
            double q = current[i] == 0 ? fillSecond : current[i] / m;
            psi += (p - q) * Math.Log(p / q);
        }

        return new DistanceComparison(psi);
    }

    private static (double Total, double Fill) TotalAndFill(ReadOnlySpan<long> counts)
    {
        double total = 0;
        long least = long.MaxValue;
        foreach (long count in counts)
        {
            total += count;
            if (count > 0) least = Math.Min(least, count);
        }

        double share = least / total;
        return (total, share <= Fill ? share / 1_000_000 : Fill);
    }

    private static ReadOnlySpan<double> FiniteOf(ReadOnlySpan<double> sorted)
    {
        int from = 0;
        int to = sorted.Length;
        while (from < to && double.IsNegativeInfinity(sorted[from])) from++;
        while (to > from && double.IsPositiveInfinity(sorted[to - 1])) to--;
        return sorted[from..to];
    }

    private static bool DistinctAbove(ReadOnlySpan<double> sorted, int limit)
    {
        int distinct = 1;
        for (int i = 1; i < sorted.Length && distinct <= limit; i++) distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        return distinct > limit;
    }
}
