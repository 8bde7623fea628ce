using Heed.Monitoring.Estimation;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Calibrates the estimator of a baseline on its labelled rows, and measures it: each of up to 12 consecutive blocks of rows is estimated
/// by what the other blocks taught, and compared with its labels.
/// </summary>
internal static class EstimationSummary
{
    /// <summary>Labelled rows of a block: with fewer, chance hides what the estimator does.</summary>
    public const int LeastBlockRows = 200;

    /// <summary>With fewer blocks their variation is a guess, and there is no estimator.</summary>
    public const int LeastBlocks = 4;

    private const int MostBlocks = 12;
    private const int MostRows = 65_536;

    /// <summary>Null where the rows are too few, or tell no probability.</summary>
    /// <param name="labelled">In the order of time.</param>
    /// <param name="family">Of the model.</param>
    public static EstimationBaseline? Of(IReadOnlyList<LabelledAnswer> labelled, QualityFamily family)
    {
        if (ProbabilityEstimate.Of(family) is not { } estimate) return null;
        List<LabelledAnswer> rows = [];
        int stride = (labelled.Count / MostRows) + 1;
        for (int i = 0; i < labelled.Count; i += stride)
        {
            if (!double.IsNaN(estimate.ScoreOf(labelled[i]))) rows.Add(labelled[i]);
        }

        int blocks = Math.Min(MostBlocks, rows.Count / LeastBlockRows);
        if (blocks < LeastBlocks || CurveOf(rows, estimate, 0, 0) is not { } curve) return null;
        return new EstimationBaseline(curve, null, Deviations(rows, family, estimate, blocks));
    }

    /// <summary>Of all rows but those from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    private static CalibrationCurve? CurveOf(List<LabelledAnswer> rows, ProbabilityEstimate estimate, int from, int to)
    {
        double[] scores = new double[rows.Count - (to - from)];
        bool[] happened = new bool[scores.Length];
        int next = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (i >= from && i < to) continue;
            scores[next] = estimate.ScoreOf(rows[i]);
            happened[next++] = estimate.Happened(rows[i]);
        }

        return CalibrationCurve.Fit(scores, happened);
    }

    private static EstimatorDeviation[] Deviations(
        List<LabelledAnswer> rows, QualityFamily family, ProbabilityEstimate estimate, int blocks)
    {
        BlockDeviations[] sums = [.. estimate.Metrics.Select(m => new BlockDeviations(m))];
        double[] estimated = new double[sums.Length];
        for (int block = 0; block < blocks; block++)
        {
            int from = (int)((long)block * rows.Count / blocks);
            int to = (int)((long)(block + 1) * rows.Count / blocks);
            if (CurveOf(rows, estimate, from, to) is not { } curve) continue;
            QualityFigures figures = FiguresOf(rows, family, from, to);
            estimate.Estimate(figures.Tally, curve, estimated);
            for (int i = 0; i < sums.Length; i++)
            {
                QualityMetric metric = family.Metrics.First(m => m.Name == sums[i].Metric);
                sums[i].Add(estimated[i], metric.Interval(figures), to - from);
            }
        }

        return [.. sums.Select(s => s.ToDeviation()).OfType<EstimatorDeviation>()];
    }

    private static QualityFigures FiguresOf(List<LabelledAnswer> rows, QualityFamily family, int from, int to)
    {
        QualitySums sums = default;
        OutcomeTally tally = family.NewTally();
        for (int i = from; i < to; i++)
        {
            sums += family.SumsOf(rows[i]);
            tally.Add(family.DetailOf(rows[i]));
        }

        return new QualityFigures(sums, tally);
    }
}
