using Heed.Statistics.Intervals;
using Heed.Statistics.Quality;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The quality of a model that answers one of two classes. A label or answer that is neither of the two counts as not positive.
/// </summary>
/// <param name="positive">The position of the positive class.</param>
/// <param name="bins">Of its scores.</param>
internal sealed class BinaryQuality(int positive, ScoreBins bins) : QualityFamily
{
    private const int Kinds = 4;

    public override IReadOnlyList<QualityMetric> Metrics { get; } =
    [
        new("accuracy", f => QualityIntervals.Share(f.Sums.Mass, f.Sums.First.Sum), f => f.Sums.Mass.N),
        new("precision", f => Confusion.Of(f.Tally).Precision(), f => Confusion.Of(f.Tally).PredictedPositives.N),
        new("recall", f => Confusion.Of(f.Tally).Recall(), f => Confusion.Of(f.Tally).Positives.N),
        new("f1", f => Confusion.Of(f.Tally).F1(), f => Confusion.Of(f.Tally).Involved.N),
        new("auc", f => BinnedScores.Of(f.Tally).RocAuc(), f => BinnedScores.Of(f.Tally).SmallerClass),
        new("pr_auc", f => BinnedScores.Of(f.Tally).AveragePrecision(), f => BinnedScores.Of(f.Tally).SmallerClass),
        new("log_loss", f => QualityIntervals.Mean(f.Tally.First), f => f.Tally.First.Mass.N),
        new("brier", f => QualityIntervals.Mean(f.Tally.Second), f => f.Tally.Second.Mass.N),
        new("ece", f => ReliabilityOf(f.Tally, bins)?.Error() ?? Interval.None, f => f.Tally.Second.Mass.N),
    ];

    /// <summary>For each score bin, and last for records without a score: label by answer.</summary>
    public override int Cells => (bins.Count + 1) * Kinds;

    public ScoreBins Bins => bins;

    /// <summary>The position of the positive class.</summary>
    public int Positive => positive;

    public override Reliability? ReliabilityOf(OutcomeTally tally) => ReliabilityOf(tally, bins);

    public override QualitySums SumsOf(in LabelledAnswer answer) => QualitySums.OfAnswer(answer.IsCorrect, answer.Weight);

    public override OutcomeDetail DetailOf(in LabelledAnswer answer)
    {
        bool actual = answer.Actual == positive;
        int bin = double.IsNaN(answer.Score) ? bins.Count : bins.IndexOf(answer.Score);
        int cell = (bin * Kinds) + (actual ? 2 : 0) + (answer.Predicted == positive ? 1 : 0);
        OutcomeCell sums = new(Mass.Of(answer.Weight), double.IsFinite(answer.Score) ? answer.Weight * answer.Score : 0);

        // A score outside of [0, 1] orders the records, but is no probability.
        if (answer.Score is not (>= 0 and <= 1)) return new OutcomeDetail(default, default, cell, sums);
        double given = Math.Clamp(actual ? answer.Score : 1 - answer.Score, LogLoss.DefaultClip, 1 - LogLoss.DefaultClip);
        double distance = answer.Score - (actual ? 1 : 0);
        return new OutcomeDetail(
            WeightedMean.Of(-Math.Log(given), answer.Weight), WeightedMean.Of(distance * distance, answer.Weight), cell, sums);
    }

    /// <summary>Null where some score is no probability.</summary>
    private static Reliability? ReliabilityOf(OutcomeTally tally, ScoreBins bins)
    {
        Reliability reliability = Reliability.OfScores(tally, bins);
        return reliability.Records == tally.Second.Mass.N ? reliability : null;
    }
}
