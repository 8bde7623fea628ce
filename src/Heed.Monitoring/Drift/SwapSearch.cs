using Heed.Model.Records;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>
/// Finds columns that changed places: two drifting ones of which each one's current values look like the other's baseline, much more than
/// like its own.
/// </summary>
internal static class SwapSearch
{
    /// <summary>Columns that are looked at, those with the largest statistics: pairs grow with their square.</summary>
    private const int MostColumns = 60;

    private const int Quantiles = 500;

    /// <summary>Each crossed distance is at most this share of the smaller of both columns' own.</summary>
    private const double LargestShare = 0.5;

    public static IReadOnlyList<ColumnSwap> Find(IReadOnlyList<ColumnEvidence> drifting, DriftOptions options)
    {
        ColumnEvidence[] candidates = [.. drifting.Where(e => e.Statistic >= options.Effect).OrderByDescending(e => e.Statistic).Take(MostColumns)];
        List<ColumnSwap> swaps = [];
        HashSet<ColumnEvidence> taken = [];
        foreach (ColumnEvidence first in candidates)
        {
            ColumnSwap? best = null;
            ColumnEvidence? partner = null;
            foreach (ColumnEvidence second in candidates)
            {
                if (first == second || first.Kind != second.Kind || taken.Contains(first) || taken.Contains(second)) continue;
                ColumnSwap crossed = new(
                    first.Baseline.Name,
                    second.Baseline.Name,
                    Distance(second.Baseline, first.Current, first.Kind, options),
                    Distance(first.Baseline, second.Current, first.Kind, options));
                if (!IsSwap(crossed, first, second, options) || (best is not null && Worse(crossed) >= Worse(best))) continue;
                best = crossed;
                partner = second;
            }

            if (best is null) continue;
            taken.Add(first);
            taken.Add(partner!);
            swaps.Add(best);
        }

        return swaps;
    }

    private static double Worse(ColumnSwap swap) => Math.Max(swap.FirstStatistic, swap.SecondStatistic);

    private static bool IsSwap(ColumnSwap crossed, ColumnEvidence first, ColumnEvidence second, DriftOptions options)
    {
        double chance = 2 * Math.Sqrt((1.0 / first.BaselineValues) + (1.0 / first.CurrentValues));
        double own = Math.Min(first.Statistic, second.Statistic);
        return Worse(crossed) <= Math.Min(Math.Max(options.Effect, chance), own * LargestShare);
    }

    private static double Distance(ColumnProfile baseline, ColumnProfile current, FeatureKind kind, DriftOptions options)
    {
        if (kind == FeatureKind.Number) return KolmogorovSmirnov.CompareSorted(Thinned(baseline.Numbers), Thinned(current.Numbers)).D;
        CategoryTable table = CategoryTable.Of(baseline, current, options.CategoryLimit);
        return TotalVariation.Compare(table.Baseline, table.Current);
    }

    private static double[] Thinned(RankedSample sample)
    {
        if (sample.Values.Length <= Quantiles) return sample.Values;
        double[] values = new double[Quantiles];
        for (int i = 0; i < Quantiles; i++) values[i] = sample.Quantile((2 * i) + 1, 2 * Quantiles);
        return values;
    }
}
