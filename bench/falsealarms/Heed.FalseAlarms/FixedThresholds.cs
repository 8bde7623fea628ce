using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;

namespace Heed.FalseAlarms;

/// <summary>How many looks at one feature pass the fixed thresholds that guides and tools publish.</summary>
internal sealed class FixedThresholds
{
    public static readonly string[] Names = ["ks>0.1", "p<0.05", "psi>0.1", "psi>0.2", "wasserstein>0.1", "js>0.1"];

    public int Looks { get; private set; }

    /// <summary>By name.</summary>
    public int[] Passed { get; } = new int[Names.Length];

    public void Look(SimulatedModel model)
    {
        Looks++;
        long[] current = [.. model.Pane.Values(0)];
        bool isNumber = model.Baseline.Features[0].Numbers is not null;
        long[] baseline = isNumber
            ? model.Baseline.Features[0].Numbers!.BinCounts
            : [.. model.Baseline.Features[0].CategoryCounts, model.Baseline.Features[0].OtherCount];
        double psi = PopulationStability.CompareOccupied(baseline, current).Psi;
        Count(2, psi > 0.1);
        Count(3, psi > 0.2);
        if (isNumber) LookAtNumbers(model);
        else LookAtCategories(baseline, current);
    }

    private void LookAtNumbers(SimulatedModel model)
    {
        KsComparison ks = KolmogorovSmirnov.CompareToSorted(model.FirstBaseline, model.FirstValues);
        Count(0, ks.D > 0.1);
        Count(1, KolmogorovSmirnov.PValueStephens(ks) < 0.05);
        double[] sorted = [.. model.FirstValues];
        Array.Sort(sorted);
        Count(4, Wasserstein.CompareSorted(model.FirstBaseline, sorted).Normalised > 0.1);

        // The convention of 30 bins of equal width over both samples together.
        double low = Math.Min(sorted[0], model.FirstBaseline[0]);
        double high = Math.Max(sorted[^1], model.FirstBaseline[^1]);
        double[] edges = [.. Enumerable.Range(0, 31).Select(i => low + ((high - low) * i / 30))];
        Count(5, Distance(Counts(model.FirstBaseline, edges), Counts(sorted, edges)) > 0.1);
    }

    private void LookAtCategories(long[] baseline, long[] current)
    {
        Count(1, ChiSquareHomogeneity.Compare(baseline, current).PValue < 0.05);
        Count(5, Distance(baseline, current) > 0.1);
    }

    private static double Distance(long[] baseline, long[] current) =>
        JensenShannon.Distance([.. baseline.Select(x => (double)x)], [.. current.Select(x => (double)x)]).Value;

    private static long[] Counts(ReadOnlySpan<double> values, double[] edges)
    {
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(values, edges, counts);
        return counts;
    }

    private void Count(int name, bool passed) => Passed[name] += passed ? 1 : 0;
}
