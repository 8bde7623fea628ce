using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Intervals;

namespace Heed.Statistics.Tests.Golden;

internal static class TableAnswers
{
    public static void ChiSquare(GoldenCase c)
    {
        (long[] cells, int columns) = Table(c);
        ChiSquareComparison r = ContingencyTable.ChiSquare(cells, columns);
        if (c.Refused(r.Refusal)) return;
        c.Answer("statistic", r.Statistic);
        c.Answer("dof", r.DegreesOfFreedom);
        c.Answer("p", r.PValue);
        double[] expected = new double[cells.Length];
        Assert.Equal(Refusal.None, ContingencyTable.ExpectedCounts(cells, columns, expected));
        c.AnswerRows("expected_counts", expected, columns);

        // The two-row test that monitors use is the same number.
        if (cells.Length == 2 * columns) c.Answer("statistic",
            ChiSquareHomogeneity.Compare(cells.AsSpan(0, columns), cells.AsSpan(columns)).Statistic);
    }

    public static void LikelihoodRatio(GoldenCase c)
    {
        (long[] cells, int columns) = Table(c);
        ChiSquareComparison r = ContingencyTable.LikelihoodRatio(cells, columns);
        if (c.Refused(r.Refusal)) return;
        c.Answer("statistic", r.Statistic);
        c.Answer("dof", r.DegreesOfFreedom);
        c.Answer("p", r.PValue);
    }

    public static void CramersV(GoldenCase c)
    {
        (long[] cells, int columns) = Table(c);
        Association r = Hypothesis.CramersV.Of(cells, columns);
        if (c.Refused(r.Refusal)) return;
        c.Answer("v", r.V);
        c.Answer("v_bias_corrected", r.VCorrected);
    }

    public static void GoodnessOfFit(GoldenCase c)
    {
        ChiSquareComparison chi = Hypothesis.GoodnessOfFit.ChiSquare(c.Counts("observed"), c.Sample("weights"));
        ChiSquareComparison g = Hypothesis.GoodnessOfFit.LikelihoodRatio(c.Counts("observed"), c.Sample("weights"));
        Assert.Equal(chi.Refusal, g.Refusal);
        if (c.Refused(chi.Refusal)) return;
        c.Answer("dof", chi.DegreesOfFreedom);
        c.Answer("statistic", chi.Statistic);
        c.Answer("p", chi.PValue);
        c.Answer("g_statistic", g.Statistic);
        c.Answer("g_p", g.PValue);
    }

    public static void Fisher(GoldenCase c)
    {
        (long[] cells, _) = Table(c);
        FisherComparison r = FisherExact.Test(cells[0], cells[1], cells[2], cells[3]);
        if (c.Refused(r.Refusal)) return;
        c.Answer("odds_ratio", r.OddsRatio);
        c.Answer("p_two_sided", r.PValue);
        c.Answer("p_less", r.PLess);
        c.Answer("p_greater", r.PGreater);
    }

    public static void TwoProportions(GoldenCase c)
    {
        ProportionComparison r = Hypothesis.TwoProportions.Test((long)c.Number("x1"), (long)c.Number("n1"), (long)c.Number("x2"),
            (long)c.Number("n2"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("z", r.Z);
        c.Answer("p_two_sided", r.PValue);
        c.Answer("z_unpooled", r.ZUnpooled);
        c.Answer("p_unpooled", r.PUnpooled);
    }

    public static void MultipleTesting(GoldenCase c)
    {
        double[] p = c.Sample("p");
        double[] adjusted = new double[p.Length];
        if (c.Refused(AdjustedPValues.Bonferroni(p, adjusted))) return;
        c.Answer("bonferroni", adjusted);
        Assert.Equal(Refusal.None, AdjustedPValues.Holm(p, adjusted));
        c.Answer("holm", adjusted);
        Assert.Equal(Refusal.None, AdjustedPValues.BenjaminiHochberg(p, adjusted));
        c.Answer("benjamini_hochberg", adjusted);
        Assert.Equal(Refusal.None, AdjustedPValues.BenjaminiYekutieli(p, adjusted));
        c.Answer("benjamini_yekutieli", adjusted);
    }

    public static void ProportionIntervals(GoldenCase c)
    {
        long count = (long)c.Number("count");
        long n = (long)c.Number("n");
        double level = c.Number("level");
        if (c.RefusedByException(() => WilsonInterval.Of(count, n, level))) return;
        Interval wilson = WilsonInterval.Of(count, n, level);
        Interval exact = ClopperPearsonInterval.Of(count, n, level);
        if (c.Refused(double.IsNaN(wilson.Value) ? Refusal.EmptySample : Refusal.None)) return;
        c.Answer("wilson_low", wilson.Lower);
        c.Answer("wilson_high", wilson.Upper);
        c.Answer("clopper_pearson_low", exact.Lower);
        c.Answer("clopper_pearson_high", exact.Upper);
    }

    public static void Newcombe(GoldenCase c)
    {
        Interval r = NewcombeInterval.Difference((long)c.Number("x1"), (long)c.Number("n1"), (long)c.Number("x2"), (long)c.Number("n2"),
            c.Number("level"));
        if (c.Refused(double.IsNaN(r.Value) ? Refusal.EmptySample : Refusal.None)) return;
        c.Answer("difference", r.Value);
        c.Answer("low", r.Lower);
        c.Answer("high", r.Upper);
    }

    public static void HistogramDistances(GoldenCase c)
    {
        double[] p = c.Sample("p");
        double[] q = c.Sample("q");
        DistanceComparison js = JensenShannon.Distance(p, q);
        if (c.Refused(js.Refusal)) return;
        c.Answer("js_distance_e", js.Value);
        c.Answer("js_distance_2", JensenShannon.DistanceBase2(p, q).Value);
        c.Answer("kl_pq", KullbackLeibler.Divergence(p, q).Value);
        c.Answer("kl_qp", KullbackLeibler.Divergence(q, p).Value);
        c.Answer("hellinger", Hellinger.Distance(p, q).Value);
        c.Answer("total_variation", TotalVariation.Distance(p, q).Value);
        c.Answer("linf", LargestShareDifference.Distance(p, q).Value);
    }

    public static void FrozenHistogram(GoldenCase c)
    {
        double[] baseline = c.Sample("ref");
        double[] current = c.Sample("cur");
        FrozenBins? bins = FrozenBins.Of(baseline);
        bool empty = bins is null || current.All(double.IsNaN);
        if (c.Refused(empty ? Refusal.EmptySample : Refusal.None) || bins is null) return;
        long[] first = new long[bins.Count + 1];
        long[] second = new long[bins.Count + 1];
        bins.Add(baseline, first);
        bins.Add(current, second);
        c.AnswerText("kind", [bins.AreValues ? "values" : "doane"]);
        c.Answer("bins", bins.Count);
        c.Answer("overflow", second[^1]);
        if (!bins.AreValues)
        {
            c.Answer("lo", bins.EdgesOrValues[0]);
            c.Answer("hi", bins.EdgesOrValues[^1]);
        }

        double[] p = [.. first.Select(v => (double)v)];
        double[] q = [.. second.Select(v => (double)v)];
        int shown = second[^1] > 0 ? p.Length : p.Length - 1;
        c.Answer("ref_counts", p.Take(shown));
        c.Answer("cur_counts", q.Take(shown));
        c.Answer("js_distance_e", JensenShannon.Distance(p, q).Value);
        c.Answer("js_distance_2", JensenShannon.DistanceBase2(p, q).Value);
        c.Answer("hellinger", Hellinger.Distance(p, q).Value);
        c.Answer("linf", LargestShareDifference.Distance(p, q).Value);
    }

    private static (long[] Cells, int Columns) Table(GoldenCase c)
    {
        long[][] rows = [.. c.Input.GetProperty("table").EnumerateArray().Select(r =>
            r.EnumerateArray().Select(v => (long)v.GetDouble()).ToArray())];
        return ([.. rows.SelectMany(r => r)], rows[0].Length);
    }
}
