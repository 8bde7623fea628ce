using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;
using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>What the tests say of one column, before they are corrected for one another.</summary>
internal sealed class ColumnEvidence
{
    private ColumnEvidence(ColumnProfile baseline, ColumnProfile current)
    {
        Baseline = baseline;
        Current = current;
        Kind = baseline.ValuesAs(FeatureKind.Category) > 0 ? baseline.Kind : current.Kind;
        BaselineValues = baseline.ValuesAs(Kind);
        CurrentValues = current.ValuesAs(Kind);
    }

    public ColumnProfile Baseline { get; }

    public ColumnProfile Current { get; }

    /// <summary>The baseline's; the current side's where the baseline has no value.</summary>
    public FeatureKind Kind { get; }

    public long BaselineValues { get; }

    public long CurrentValues { get; }

    /// <summary>NaN without values on one side.</summary>
    public double Statistic { get; private set; } = double.NaN;

    public double StatisticError { get; private set; }

    public double PValue { get; private set; } = double.NaN;

    public double Psi { get; private set; } = double.NaN;

    /// <summary>NaN for a category.</summary>
    public double Wasserstein { get; private set; } = double.NaN;

    /// <summary>Null for a number.</summary>
    public CategoryTable? Categories { get; private set; }

    public FeatureDistribution Distribution { get; private set; } = new([], [], [], []);

    public double MissingChange => Share(Current.Missing, Current.Rows) - Share(Baseline.Missing, Baseline.Rows);

    public double InvalidChange => Share(Current.InvalidAs(Kind), Current.Rows) - Share(Baseline.InvalidAs(Kind), Baseline.Rows);

    /// <summary>NaN where no row of either side lacks a value, or there are no rows.</summary>
    public double MissingPValue => PValueOfShares(Baseline.Missing, Current.Missing);

    /// <summary>NaN where every value has the expected type.</summary>
    public double InvalidPValue => PValueOfShares(Baseline.InvalidAs(Kind), Current.InvalidAs(Kind));

    public static ColumnEvidence Of(ColumnProfile baseline, ColumnProfile current, DriftOptions options)
    {
        ColumnEvidence evidence = new(baseline, current);
        if (evidence.Kind == FeatureKind.Number) evidence.CompareNumbers();
        else evidence.CompareCategories(options.CategoryLimit);
        return evidence;
    }

    public static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;

    private void CompareNumbers()
    {
        RankedSample before = Baseline.Numbers;
        RankedSample now = Current.Numbers;
        Distribution = DriftPicture.OfNumbers(before, now);
        if (before.Count == 0 || now.Count == 0) return;
        Statistic = KolmogorovSmirnov.CompareSorted(before.Values, now.Values).D;
        StatisticError = before.RankError + now.RankError;

        // What the summaries may add to the distance is taken off first, so that it cannot make significance.
        double sure = Math.Max(0, Statistic - StatisticError);
        PValue = KolmogorovSmirnov.PValueStephens(new KsComparison(before.Count, now.Count, sure));
        Wasserstein = Statistics.Distances.Wasserstein.CompareSorted(before.Values, now.Values).Distance;
        Psi = PopulationStability.CompareOccupied(
            Bins(before, before, Baseline), Bins(before, now, Current)).Psi;
    }

    private void CompareCategories(int limit)
    {
        CategoryTable table = CategoryTable.Of(Baseline, Current, limit);
        Categories = table;
        Distribution = DriftPicture.OfCategories(table);
        if (BaselineValues == 0 || CurrentValues == 0) return;
        Statistic = TotalVariation.Compare(table.Baseline, table.Current);
        PValue = ChiSquareHomogeneity.ComparePooled(table.Baseline, table.Current).PValue;
        Psi = PopulationStability.CompareOccupied([.. table.Baseline, Baseline.Missing], [.. table.Current, Current.Missing]).Psi;
    }

    /// <summary>Rows below, in and above the baseline's deciles, then those without a number.</summary>
    private static long[] Bins(RankedSample baseline, RankedSample side, ColumnProfile profile)
    {
        double[] edges = NumberSummary.BinEdgesOf(baseline.Values);
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(side.Values, edges, counts);
        for (int i = 0; i < counts.Length && !side.IsExact; i++)
        {
            counts[i] = (long)Math.Round(counts[i] * (side.Count / (double)side.Values.Length));
        }

        return [.. counts, profile.Missing, profile.TextRows];
    }

    private double PValueOfShares(long before, long now)
    {
        if (before + now == 0 || Baseline.Rows == 0 || Current.Rows == 0) return double.NaN;
        return FisherExact.Test(before, Baseline.Rows - before, now, Current.Rows - now).PValue;
    }
}
