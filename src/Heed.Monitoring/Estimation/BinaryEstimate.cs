using Heed.Monitoring.Quality;
using Heed.Statistics.Quality;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// The expected confusion of a binary model, and the area under the ROC curve that goes with it: see
/// <see cref="EstimatedPerformance"/>. Records of one score bin share the probability at their mean score.
/// </summary>
internal sealed class BinaryEstimate(BinaryQuality family) : ProbabilityEstimate
{
    private const int Kinds = 4;

    public override IReadOnlyList<string> Metrics { get; } = ["accuracy", "precision", "recall", "f1", "auc"];

    /// <summary>For each score bin: other answers, positive ones.</summary>
    public override int Observed => family.Bins.Count * 2;

    public override double ScoreOf(in LabelledAnswer answer) => double.IsFinite(answer.Score) ? answer.Score : double.NaN;

    public override bool Happened(in LabelledAnswer answer) => answer.Actual == family.Positive;

    public override int ObservedCellOf(in LabelledAnswer answer) => double.IsFinite(answer.Score)
        ? (family.Bins.IndexOf(answer.Score) * 2) + (answer.Predicted == family.Positive ? 1 : 0)
        : -1;

    public override int TallyCellOf(int observed) => (observed / 2 * Kinds) + (observed % 2);

    public override void Estimate(OutcomeTally tally, CalibrationCurve curve, Span<double> values)
    {
        EstimatedPerformance performance = Expect(tally, curve);
        double total = performance.Total;
        values[0] = total > 0 ? performance.Accuracy : double.NaN;
        values[1] = performance.TruePositives + performance.FalsePositives > 0 ? performance.Precision : double.NaN;
        values[2] = performance.TruePositives + performance.FalseNegatives > 0 ? performance.Recall : double.NaN;
        values[3] = performance.TruePositives + performance.FalsePositives + performance.FalseNegatives > 0 ? performance.F1 : double.NaN;
        values[4] = performance.RocAuc;
    }

    private EstimatedPerformance Expect(OutcomeTally tally, CalibrationCurve curve)
    {
        double tp = 0;
        double fp = 0;
        double fn = 0;
        double tn = 0;
        double variance = 0;
        double ordered = 0;
        for (int bin = 0; bin < family.Bins.Count; bin++)
        {
            (double weight, double p) = Of(tally, curve, bin, 0);
            (double weightPositive, double pPositive) = Of(tally, curve, bin, 1);
            double positives = (weight * p) + (weightPositive * pPositive);
            double negatives = weight + weightPositive - positives;
            ordered += positives * (fp + tn + (negatives / 2));
            fn += weight * p;
            tn += weight * (1 - p);
            tp += weightPositive * pPositive;
            fp += weightPositive * (1 - pPositive);
            variance += (weight * p * (1 - p)) + (weightPositive * pPositive * (1 - pPositive));
        }

        double pairs = (tp + fn) * (fp + tn);
        return new EstimatedPerformance(tp, fp, fn, tn, pairs > 0 ? ordered / pairs : double.NaN, Math.Sqrt(variance));
    }

    /// <summary>The records of a bin that were answered alike, and their calibrated probability.</summary>
    private static (double Weight, double P) Of(OutcomeTally tally, CalibrationCurve curve, int bin, int predicted)
    {
        OutcomeCell sum = tally.Cells[(bin * Kinds) + predicted] + tally.Cells[(bin * Kinds) + 2 + predicted];
        return sum.Mass.Weight > 0 ? (sum.Mass.Weight, curve.Predict(sum.ScoreSum / sum.Mass.Weight)) : default;
    }
}
