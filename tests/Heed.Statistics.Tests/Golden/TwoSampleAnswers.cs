using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests.Golden;

internal static class TwoSampleAnswers
{
    public static void KolmogorovSmirnov(GoldenCase c)
    {
        KsComparison r = Hypothesis.KolmogorovSmirnov.Compare(c.Sample("x"), c.Sample("y"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("n1", r.N1);
        c.Answer("n2", r.N2);
        c.Answer("statistic", r.D);
        c.Answer("p_kolmogorov", Hypothesis.KolmogorovSmirnov.PValueLimit(r));
        c.Answer("p_stephens", Hypothesis.KolmogorovSmirnov.PValueStephens(r));
        if (c.Expects("p_exact")) c.Answer("p_exact", Hypothesis.KolmogorovSmirnov.PValueExact(r));
    }

    public static void MannWhitney(GoldenCase c)
    {
        MannWhitneyComparison r = Hypothesis.MannWhitney.Compare(c.Sample("x"), c.Sample("y"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("n1", r.N1);
        c.Answer("n2", r.N2);
        c.Answer("u1", r.U1);
        c.Answer("u2", r.U2);
        c.Answer("effect_auc", r.Superiority);
        c.Answer("p_continuity", r.PValue);
        c.Answer("p_no_continuity", r.PValueUncorrected);
        c.Answer("p_exact", Hypothesis.MannWhitney.PValueExact(r));
    }

    public static void CramerVonMises(GoldenCase c)
    {
        double[] x = c.Sample("x");
        double[] y = c.Sample("y");
        TestComparison r = Hypothesis.CramerVonMises.Compare(x, y);
        if (c.Refused(r.Refusal)) return;
        int n1 = x.Count(v => !double.IsNaN(v));
        int n2 = y.Count(v => !double.IsNaN(v));
        c.Answer("n1", n1);
        c.Answer("n2", n2);
        c.Answer("statistic", r.Statistic);
        c.Answer("p_asymptotic", r.PValue);
        c.Answer("p_exact", Hypothesis.CramerVonMises.PValueExact(r.Statistic, n1, n2));
    }

    public static void AndersonDarling(GoldenCase c)
    {
        double[][] samples = [.. c.Input.GetProperty("samples").EnumerateArray().Select(GoldenVectors.Sample)];
        AndersonDarlingComparison r = Hypothesis.AndersonDarling.CompareSamples(samples.SelectMany(s => s).ToArray(),
            samples.Select(s => s.Length).ToArray());
        if (c.Refused(r.Refusal)) return;
        c.Answer("k", r.Samples);
        c.Answer("statistic", r.Statistic);
        c.Answer("a2akn", r.A2);
        c.Answer("significance_level_scipy", r.Level);
    }

    public static void EppsSingleton(GoldenCase c)
    {
        double[] t = c.Has("t") ? c.Sample("t") : [0.4, 0.8];
        TestComparison r = Hypothesis.EppsSingleton.Compare(c.Sample("x"), c.Sample("y"), t[0], t[1]);
        if (c.Refused(r.Refusal)) return;
        c.Answer("statistic", r.Statistic);
        c.Answer("p", r.PValue);
    }

    public static void Wasserstein(GoldenCase c)
    {
        WassersteinComparison r = Distances.Wasserstein.Compare(c.Sample("ref"), c.Sample("cur"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("wasserstein", r.Distance);
        c.Answer("normalised_floor", r.NormalisedWithFloor);
        c.Answer("normalised", r.Normalised);
        c.Answer("std_ref", r.BaselineDeviation);
    }

    public static void Energy(GoldenCase c)
    {
        DistanceComparison r = EnergyDistance.Compare(c.Sample("x"), c.Sample("y"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("energy_distance", r.Value);
    }

    public static void MeanDiscrepancy(GoldenCase c)
    {
        (double[] x, int columns) = c.Matrix("x");
        (double[] y, _) = c.Matrix("y");
        DiscrepancyComparison r = MaximumMeanDiscrepancy.Compare(x, y, columns, c.Has("sigma") ? c.Number("sigma") : double.NaN);
        if (c.Refused(r.Refusal)) return;
        c.Answer("sigma", r.Sigma);
        c.Answer("mmd2_unbiased", r.Unbiased);
        c.Answer("mmd2_biased", r.Biased);
    }

    public static void Centroids(GoldenCase c)
    {
        (double[] x, int columnsX) = c.Matrix("x");
        (double[] y, int columnsY) = c.Matrix("y");
        double[] first = new double[columnsX];
        double[] second = new double[columnsY];
        Refusal refusal = EmbeddingCentroids.Centroid(x, first);
        if (refusal == Refusal.None) refusal = EmbeddingCentroids.Centroid(y, second);
        CentroidComparison r = EmbeddingCentroids.Compare(first, second);
        if (c.Refused(refusal == Refusal.None ? r.Refusal : refusal)) return;
        c.Answer("l2", r.L2);
        c.Answer("cosine_distance", r.CosineDistance);
    }
}
