using Heed.Statistics.Quality;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The quality of a model that answers one of several classes. The baseline's most frequent classes have counts of their own; the rest
/// share one place, which is in no average.
/// </summary>
internal sealed class ClassQuality : QualityFamily
{
    /// <summary>Classes with counts of their own: their table has the square of that many cells.</summary>
    public const int MostClasses = 20;

    private readonly int _classes;

    /// <param name="classes">Of the baseline.</param>
    public ClassQuality(int classes)
    {
        _classes = Math.Min(classes, MostClasses);
        Metrics =
        [
            new("accuracy", f => QualityIntervals.Share(f.Sums.Mass, f.Sums.First.Sum), f => f.Sums.Mass.N),
            new("precision", f => TableOf(f.Tally).Macro(ClassTable.Ratio.Precision), f => TableOf(f.Tally).Records),
            new("recall", f => TableOf(f.Tally).Macro(ClassTable.Ratio.Recall), f => TableOf(f.Tally).Records),
            new("f1", f => TableOf(f.Tally).Macro(ClassTable.Ratio.F1), f => TableOf(f.Tally).Records),
            new("log_loss", f => QualityIntervals.Mean(f.Tally.First), f => f.Tally.First.Mass.N),
            new("brier", f => QualityIntervals.Mean(f.Tally.Second), f => f.Tally.Second.Mass.N),
            new("ece", f => ReliabilityOf(f.Tally).Error(), f => ReliabilityOf(f.Tally).Records),
        ];
    }

    public override IReadOnlyList<QualityMetric> Metrics { get; }

    /// <summary>Classes that have figures of their own: the first positions.</summary>
    public int Classes => _classes;

    /// <summary>Label by answer, the shared place last; then right and wrong answers of each tenth of confidence.</summary>
    public override int Cells => TableCells + (2 * ScoreBins.Tenths);

    /// <summary>The first of the cells of confidence, right and wrong answers of each tenth in turn.</summary>
    public int ConfidenceCells => TableCells;

    private int TableCells => (_classes + 1) * (_classes + 1);

    public ClassTable TableOf(OutcomeTally tally) => new(tally.Cells.AsSpan(0, TableCells), _classes);

    public override Reliability ReliabilityOf(OutcomeTally tally) => Reliability.OfConfidence(tally.Cells.AsSpan(TableCells));

    public override QualitySums SumsOf(in LabelledAnswer answer) => QualitySums.OfAnswer(answer.IsCorrect, answer.Weight);

    public override OutcomeDetail DetailOf(in LabelledAnswer answer)
    {
        Mass mass = Mass.Of(answer.Weight);
        int cell = (PlaceOf(answer.Actual) * (_classes + 1)) + PlaceOf(answer.Predicted);
        double given = Math.Clamp(answer.ActualScore, LogLoss.DefaultClip, 1 - LogLoss.DefaultClip);
        OutcomeDetail detail = new(
            WeightedMean.Of(-Math.Log(given), answer.Weight),
            WeightedMean.Of(answer.SquaredDistance, answer.Weight),
            cell,
            new OutcomeCell(mass, 0));
        if (answer.Confidence is not (>= 0 and <= 1)) return detail;
        int tenth = Baselines.Confidence.BinOf(answer.Confidence);
        return detail with
        {
            ConfidenceCell = TableCells + (2 * tenth) + (answer.IsCorrect ? 0 : 1),
            ConfidenceSums = new OutcomeCell(mass, answer.Weight * answer.Confidence),
        };
    }

    private int PlaceOf(int position) => position >= 0 && position < _classes ? position : _classes;
}
