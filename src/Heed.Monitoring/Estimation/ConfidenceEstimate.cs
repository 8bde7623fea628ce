using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// The expected accuracy of a model of several classes: the mean calibrated confidence in its answers. Records of one tenth of confidence
/// share the probability at their mean confidence.
/// </summary>
internal sealed class ConfidenceEstimate(ClassQuality family) : ProbabilityEstimate
{
    public override IReadOnlyList<string> Metrics { get; } = ["accuracy"];

    /// <summary>Tenths of confidence.</summary>
    public override int Observed => ScoreBins.Tenths;

    public override double ScoreOf(in LabelledAnswer answer) => answer.Confidence;

    public override bool Happened(in LabelledAnswer answer) => answer.IsCorrect;

    public override int ObservedCellOf(in LabelledAnswer answer) => Baselines.Confidence.BinOf(answer.Confidence);

    public override int TallyCellOf(int observed) => family.ConfidenceCells + (2 * observed);

    public override void Estimate(OutcomeTally tally, CalibrationCurve curve, Span<double> values)
    {
        double right = 0;
        double weight = 0;
        for (int tenth = 0; tenth < ScoreBins.Tenths; tenth++)
        {
            int at = family.ConfidenceCells + (2 * tenth);
            OutcomeCell sum = tally.Cells[at] + tally.Cells[at + 1];
            if (!(sum.Mass.Weight > 0)) continue;
            weight += sum.Mass.Weight;
            right += sum.Mass.Weight * curve.Predict(sum.ScoreSum / sum.Mass.Weight);
        }

        values[0] = weight > 0 ? right / weight : double.NaN;
    }
}
