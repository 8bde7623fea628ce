using Heed.Monitoring.Estimation;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Teaches the error of a regression model from the sampled rows of a baseline, and measures the lesson as
/// <see cref="EstimationSummary"/> does.
/// </summary>
internal static class ErrorSummary
{
    private const int MostBlocks = 12;

    /// <summary>Null where the rows are too few.</summary>
    public static EstimationBaseline? Of(SampledRows rows, Baseline baseline)
    {
        int count = rows.Answers.Count;
        int blocks = Math.Min(MostBlocks, count / EstimationSummary.LeastBlockRows);
        if (blocks < EstimationSummary.LeastBlocks || baseline.Answers.Numbers is not { } numbers) return null;
        ErrorFit fit = new(rows, numbers.BinEdges, baseline.Features.Count);
        BlockDeviations deviations = new("mae");
        for (int block = 0; block < blocks; block++)
        {
            int from = (int)((long)block * count / blocks);
            int to = (int)((long)(block + 1) * count / blocks);
            ErrorModel others = fit.Without(from, to);
            double estimated = 0;
            QualitySums truth = default;
            for (int i = from; i < to; i++)
            {
                LabelledAnswer answer = rows.Answers[i];
                estimated += others.Predict(answer.Number, rows.Cells[i]) / (to - from);
                truth += QualitySums.OfError(answer.Number - answer.ActualNumber);
            }

            deviations.Add(estimated, QualityIntervals.Mean(truth.Mass, truth.First), to - from);
        }

        return deviations.ToDeviation() is { } deviation ? new EstimationBaseline(null, fit.Without(0, 0), [deviation]) : null;
    }
}
