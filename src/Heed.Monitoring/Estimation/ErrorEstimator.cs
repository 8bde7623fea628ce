using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// Estimates the mean absolute error of a regression model from what its predictions and features are. It notices when these move to where
/// the model was worse, and is wrong when the truth itself moves: then its error on labelled predictions says so.
/// </summary>
internal sealed class ErrorEstimator : QualityEstimator, IOutcomeObserver
{
    private readonly ErrorModel _model;
    private readonly EstimatorDeviation _deviation;
    private readonly RollingQuality _quality;
    private readonly FeatureCells _cells;
    private readonly byte[] _scratch;
    private readonly PaneRing<WeightedMean> _expected;
    private readonly PaneRing<WeightedMean> _onLabelled;

    public ErrorEstimator(Baseline baseline, RollingQuality quality, TimeSpan window)
    {
        _model = baseline.Estimation!.Errors!;
        _deviation = baseline.Estimation.Deviations[0];
        _quality = quality;
        _cells = new FeatureCells(baseline);
        _scratch = new byte[_cells.Count];
        _expected = new PaneRing<WeightedMean>(PaneWidth.Of(window, ScorePanes.MostPanes));
        _onLabelled = new PaneRing<WeightedMean>(PaneWidth.Of(window));
    }

    public override IReadOnlyList<string> Metrics { get; } = ["mae"];

    public override void Observe(in PredictionView prediction)
    {
        if (!double.IsFinite(prediction.Record.AnswerNumber)) return;
        _cells.Find(prediction.Batch.FeaturesOf(prediction.Record), _scratch);
        double expected = _model.Predict(prediction.Record.AnswerNumber, _scratch);
        _expected.Add(prediction.Record.TimeMs, WeightedMean.Of(expected, 1));
    }

    public void Joined(in JoinedOutcome outcome) => _onLabelled.Add(outcome.LabelTimeMs, Expected(outcome));

    public void Withdrawn(in JoinedOutcome outcome) => _onLabelled.Remove(outcome.LabelTimeMs, Expected(outcome));

    public override long AgeAt(long endMs) => _expected.AgeAt(endMs) + _onLabelled.AgeAt(endMs) + _quality.AgeAt(endMs);

    public override IReadOnlyList<EstimatedFigure> Figures(long endMs)
    {
        WeightedMean expected = _expected.Sum(endMs);
        WeightedMean onLabelled = _onLabelled.Sum(endMs);
        QualitySums truth = _quality.Whole(endMs).Sums;
        long n = expected.Mass.N;
        double value = n >= LeastRecords ? expected.Sums.Sum / expected.Mass.Weight : double.NaN;
        Interval band = QualityIntervals.Around(value, _deviation.At(n), 0, double.PositiveInfinity);
        bool enough = onLabelled.Mass.N >= LeastRecords && truth.Mass.N > 0;
        double error = enough ? (onLabelled.Sums.Sum / onLabelled.Mass.Weight) - (truth.First.Sum / truth.Mass.Weight) : double.NaN;
        double tolerated = FailureDeviations * _deviation.At(Math.Max(1, onLabelled.Mass.Effective));
        return [new EstimatedFigure(Metrics[0], band.Value, band.Lower, band.Upper, n, error, tolerated)];
    }

    public override double ExpectedLoss(in JoinedOutcome outcome) => _model.Predict(outcome.PredictedNumber, outcome.Cells);

    public override void Save(BinaryWriter writer)
    {
        _expected.Save(writer, WeightedMean.Save);
        _onLabelled.Save(writer, WeightedMean.Save);
    }

    public override void Load(BinaryReader reader)
    {
        _expected.Load(reader, WeightedMean.Load);
        _onLabelled.Load(reader, WeightedMean.Load);
    }

    private WeightedMean Expected(in JoinedOutcome outcome) => double.IsFinite(outcome.PredictedNumber - outcome.LabelledNumber)
        ? WeightedMean.Of(_model.Predict(outcome.PredictedNumber, outcome.Cells), outcome.Weight)
        : default;
}
