using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>
/// A distribution that is the baseline's times a factor, or plus an offset: what a changed unit, a lost decimal or a changed clock does.
/// </summary>
internal static class UnitChange
{
    /// <summary>How far the quantiles may lie from one factor, or from one offset in interquartile ranges.</summary>
    private const double Tolerance = 0.1;

    /// <summary>A factor closer to 1 is no change of unit.</summary>
    private const double LeastFactor = 1.2;

    /// <summary>Distances are measured on this many quantiles of each side.</summary>
    private const int Quantiles = 400;

    private static readonly int[] Levels = [5, 25, 50, 75, 95];

    /// <summary>The factor, rounded to a power of ten where it is one within its error; null where there is none.</summary>
    public static double? FactorOf(RankedSample baseline, RankedSample current)
    {
        double factor = current.Quantile(50, 100) / baseline.Quantile(50, 100);
        bool plain = factor is > 1 / LeastFactor and < LeastFactor;
        if (!double.IsFinite(factor) || factor <= 0 || plain) return null;
        foreach (int level in Levels)
        {
            double before = baseline.Quantile(level, 100);
            double now = current.Quantile(level, 100);
            if (before == 0 || !(Math.Abs((now / before / factor) - 1) <= Tolerance)) return null;
        }

        double rounded = Math.Pow(10, Math.Round(Math.Log10(factor)));
        if (Math.Abs((factor / rounded) - 1) <= Tolerance / 2) factor = rounded;
        return IsSame(baseline, current, x => x * factor) ? factor : null;
    }

    /// <summary>The offset in the column's unit; null where there is none.</summary>
    public static double? OffsetOf(RankedSample baseline, RankedSample current)
    {
        double offset = current.Quantile(50, 100) - baseline.Quantile(50, 100);
        double spread = baseline.Quantile(75, 100) - baseline.Quantile(25, 100);
        if (!(spread > 0)) return null;
        foreach (int level in Levels)
        {
            double moved = current.Quantile(level, 100) - baseline.Quantile(level, 100);
            if (!(Math.Abs(moved - offset) <= Tolerance * spread)) return null;
        }

        return IsSame(baseline, current, x => x + offset) ? offset : null;
    }

    private static bool IsSame(RankedSample baseline, RankedSample current, Func<double, double> change)
    {
        double[] before = new double[Quantiles];
        double[] now = new double[Quantiles];
        for (int i = 0; i < Quantiles; i++)
        {
            before[i] = change(baseline.Quantile((2 * i) + 1, 2 * Quantiles));
            now[i] = current.Quantile((2 * i) + 1, 2 * Quantiles);
        }

        double chance = 2 * Math.Sqrt((1.0 / baseline.Count) + (1.0 / current.Count));
        return KolmogorovSmirnov.CompareSorted(before, now).D <= Math.Max(Tolerance / 2, chance);
    }
}
