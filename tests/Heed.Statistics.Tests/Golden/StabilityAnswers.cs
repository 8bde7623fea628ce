using System.Text.Json;

using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests.Golden;

internal static class StabilityAnswers
{
    public static void Quantile(GoldenCase c)
    {
        double[] baseline = [.. c.Sample("ref").Where(v => !double.IsNaN(v)).Order()];
        double[] current = c.Sample("cur");
        double[] edges = SortedQuantile.DistinctEdges(baseline, c.Int("B"));
        Refusal refusal = baseline.Length == 0
            || current.All(double.IsNaN) ? Refusal.EmptySample : edges.Length < 2 ? Refusal.Degenerate : Refusal.None;
        if (c.Refused(refusal)) return;
        long[] first = Clipped(baseline, edges);
        long[] second = Clipped(current, edges);
        PsiComparison r = PopulationStability.Compare(first, second);
        c.Answer("edges", edges);
        c.Answer("bins", r.Bins);
        c.Answer("ref_counts", first.Select(v => (double)v));
        c.Answer("cur_counts", second.Select(v => (double)v));
        c.Answer("psi", r.Psi);
        c.Answer("threshold", PopulationStability.Threshold(r, c.Number("alpha")));
        c.Answer("p", PopulationStability.PValue(r));
    }

    public static void Guide(GoldenCase c)
    {
        double[] baseline = c.Sample("ref");
        double[] current = c.Sample("cur");
        DistanceComparison r = GuidePopulationStability.Compare(baseline, current);
        if (c.Refused(r.Refusal)) return;
        long[] counts = new long[GuidePopulationStability.Bins];
        GuidePopulationStability.Count(baseline, counts);
        c.Answer("ref_counts", counts.Select(v => (double)v));
        GuidePopulationStability.Count(current, counts);
        c.Answer("cur_counts", counts.Select(v => (double)v));
        c.Answer("psi", r.Value);
    }

    public static void Evidently(GoldenCase c)
    {
        double[] baseline = c.Sample("ref");
        double[] current = c.Sample("cur");
        BinnedComparison r = EvidentlyPopulationStability.Compare(baseline, current);
        if (c.Refused(r.Refusal)) return;
        bool many = baseline.Where(double.IsFinite).Distinct().Count() > EvidentlyPopulationStability.MostValuesAsCategories;
        c.AnswerText("kind", [many ? "sturges" : "values"]);
        c.Answer("bins", r.Bins);
        c.Answer("lo", baseline.Concat(current).Where(double.IsFinite).Min());
        c.Answer("hi", baseline.Concat(current).Where(double.IsFinite).Max());
        c.Answer("ref_counts", r.Baseline.Select(v => (double)v));
        c.Answer("cur_counts", r.Current.Select(v => (double)v));
        c.Answer("psi", r.Value);
    }

    public static void Categorical(GoldenCase c)
    {
        JsonElement before = c.Input.GetProperty("ref_counts");
        JsonElement now = c.Input.GetProperty("cur_counts");
        string[] names = [.. before.EnumerateObject().Concat(now.EnumerateObject()).Select(p =>
            p.Name).Distinct().Order(StringComparer.Ordinal)];
        long[] first = [.. names.Select(n => before.TryGetProperty(n, out JsonElement v) ? v.GetInt64() : 0)];
        long[] second = [.. names.Select(n => now.TryGetProperty(n, out JsonElement v) ? v.GetInt64() : 0)];
        DistanceComparison evidently = EvidentlyPopulationStability.Of(first, second);
        if (c.Refused(evidently.Refusal)) return;
        PsiComparison half = PopulationStability.CompareOccupied(first, second);
        c.AnswerText("categories", names);
        c.Answer("psi_evidently", evidently.Value);
        c.Answer("psi_half", half.Psi);
        c.Answer("threshold_half_alpha_0.05", PopulationStability.Threshold(half, 0.05));
    }

    /// <summary>What lies outside of the edges belongs to the outermost bins.</summary>
    private static long[] Clipped(double[] values, double[] edges)
    {
        long[] counts = new long[edges.Length + 1];
        BinCounts.Add(values, edges, counts);
        long[] bins = counts[1..^1];
        bins[0] += counts[0];
        bins[^1] += counts[^1];
        return bins;
    }
}
