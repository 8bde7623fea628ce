using Heed.Model.Records;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift.Presets;

/// <summary>
/// The default tests of Evidently 0.2.8, chosen by the size of the baseline and the number of distinct values. See docs/drift.md.
/// </summary>
internal static class EvidentlyDefaults
{
    /// <summary>The share of drifted columns that makes dataset drift.</summary>
    public const double DriftedShare = 0.5;

    private const long SmallBaseline = 1000;
    private const int FewValues = 5;
    private const double Level = 0.05;
    private const double Distance = 0.1;

    /// <summary>SciPy takes the exact law of KS up to this many values on each side.</summary>
    private const long ExactUpTo = 10_000;

    public static ToolOpinion Of(ColumnProfile baseline, ColumnProfile current, FeatureKind kind)
    {
        bool small = baseline.ValuesAs(kind) <= SmallBaseline;
        bool many = kind == FeatureKind.Number && Distinct(baseline.Numbers, current.Numbers) > FewValues;
        if (baseline.ValuesAs(kind) == 0 || current.ValuesAs(kind) == 0) return new ToolOpinion(baseline.Name, "none", null, 0, false);
        if (many && small) return ByPValue(baseline.Name, "KS p-value", Ks(baseline.Numbers, current.Numbers));
        if (many) return ByDistance(baseline.Name, "Wasserstein (normed)", NormedWasserstein(baseline.Numbers, current.Numbers));
        (long[] before, long[] now, _) = CategoryUnion.Of(baseline, current);
        if (!small)
        {
            double distance = JensenShannon.DistanceBase2(CategoryUnion.Weights(before), CategoryUnion.Weights(now)).Value;
            return ByDistance(baseline.Name, "Jensen-Shannon distance", distance);
        }

        return before.Length > 2
            ? ByPValue(baseline.Name, "chi-square p-value", ChiSquare(before, now))
            : ByPValue(baseline.Name, "Z-test p-value", before.Length == 1 ? 1 : TwoProportions.Test(before[0], before.Sum(), now[0], now.Sum()).PValue);
    }

    private static ToolOpinion ByPValue(string column, string test, double p) => new(column, test, p, Level, p < Level);

    private static ToolOpinion ByDistance(string column, string test, double distance) =>
        new(column, test, distance, Distance, distance >= Distance);

    private static double Ks(RankedSample baseline, RankedSample current)
    {
        KsComparison ks = KolmogorovSmirnov.CompareSorted(baseline.Values, current.Values);
        ks = new KsComparison(baseline.Count, current.Count, ks.D);
        return Math.Max(ks.N1, ks.N2) <= ExactUpTo ? KolmogorovSmirnov.PValueExact(ks) : KolmogorovSmirnov.PValueStephens(ks);
    }

    private static double NormedWasserstein(RankedSample baseline, RankedSample current) =>
        Wasserstein.CompareSorted(baseline.Values, current.Values).Distance
            / Math.Max(baseline.Deviation, WassersteinComparison.DeviationFloor);

    /// <summary>The baseline is taken as exact, so a category that it lacks makes the p-value 0.</summary>
    private static double ChiSquare(long[] baseline, long[] current)
    {
        for (int i = 0; i < baseline.Length; i++)
        {
            if (baseline[i] == 0) return 0;
        }

        return GoodnessOfFit.ChiSquare(current, CategoryUnion.Weights(baseline)).PValue;
    }

    private static int Distinct(RankedSample baseline, RankedSample current)
    {
        HashSet<double> values = [];
        foreach (double[] side in (double[][])[baseline.Values, current.Values])
        {
            foreach (double value in side)
            {
                if (values.Add(value) && values.Count > FewValues) return values.Count;
            }
        }

        return values.Count;
    }
}
