using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// Estimates the quality of a model that answers classes from the probabilities that it gives, calibrated on the baseline. It notices a
/// change of the inputs, and is wrong when the relation of scores and outcomes changes: then its error on labelled predictions says so.
/// </summary>
internal sealed class ProbabilityEstimator : QualityEstimator
{
    private readonly ProbabilityEstimate _estimate;
    private readonly CalibrationCurve _curve;
    private readonly EstimatorDeviation?[] _deviations;
    private readonly RollingQuality _quality;
    private readonly ScorePanes _panes;
    private readonly int _positive;
    private long _version;

    /// <summary>Of each metric, the estimate less the truth where there are labels; NaN with too few.</summary>
    private readonly double[] _errors;
    private Mass _labelled;
    private long? _errorsAge;

    public ProbabilityEstimator(ProbabilityEstimate estimate, EstimationBaseline baseline, RollingQuality quality, TimeSpan window)
    {
        _estimate = estimate;
        _curve = baseline.Curve!;
        _deviations = [.. estimate.Metrics.Select(m => baseline.Deviations.FirstOrDefault(d => d.Metric == m))];
        _quality = quality;
        _panes = new ScorePanes(PaneWidth.Of(window, ScorePanes.MostPanes), estimate.Observed);
        _positive = quality.Family is BinaryQuality binary ? binary.Positive : -1;
        _errors = new double[estimate.Metrics.Count];
    }

    public override IReadOnlyList<string> Metrics => _estimate.Metrics;

    public override void Observe(in PredictionView prediction)
    {
        bool? positive = _positive < 0 ? null : prediction.Class == _positive;
        LabelledAnswer answer = new()
        {
            Predicted = prediction.Class,
            Actual = -1,
            IsCorrect = false,
            Score = LabelledAnswer.ScoreOf(prediction.Record.Score, prediction.Confidence, positive),
            Confidence = prediction.Confidence,
        };
        int cell = _estimate.ObservedCellOf(answer);
        if (cell < 0) return;
        _version++;
        _panes.Add(prediction.Record.TimeMs, cell, _estimate.ScoreOf(answer));
    }

    public override long AgeAt(long endMs) => _version + _panes.PaneOf(endMs) + _quality.AgeAt(endMs);

    public override IReadOnlyList<EstimatedFigure> Figures(long endMs)
    {
        int count = _deviations.Length;
        long records = _panes.Sum(endMs, _quality.Scratch, _estimate);
        double[] values = new double[count];
        _estimate.Estimate(_quality.Scratch, _curve, values);
        if (_errorsAge != _quality.AgeAt(endMs)) FindErrors(endMs);
        EstimatedFigure[] figures = new EstimatedFigure[count];
        for (int i = 0; i < count; i++) figures[i] = Figure(i, records, values[i]);
        return figures;
    }

    public override double ExpectedLoss(in JoinedOutcome outcome)
    {
        LabelledAnswer answer = LabelledAnswer.Of(outcome, _positive);
        double happens = _curve.Predict(_estimate.ScoreOf(answer));
        return _positive >= 0 && answer.Predicted != _positive ? happens : 1 - happens;
    }

    public override void Save(BinaryWriter writer) => _panes.Save(writer);

    public override void Load(BinaryReader reader)
    {
        _panes.Load(reader);
        _errorsAge = null;
    }

    /// <summary>Labels come less often than predictions.</summary>
    private void FindErrors(long endMs)
    {
        QualityFigures labelled = _quality.Whole(endMs);
        double[] onLabelled = new double[_errors.Length];
        _estimate.Estimate(labelled.Tally, _curve, onLabelled);
        _labelled = labelled.Sums.Mass;
        for (int i = 0; i < _errors.Length; i++)
        {
            QualityMetric truth = _quality.Family.Metrics.First(m => m.Name == _estimate.Metrics[i]);
            bool enough = _labelled.N >= LeastRecords;
            _errors[i] = enough ? onLabelled[i] - SegmentQuality.IntervalOf(truth, labelled).Value : double.NaN;
        }

        _errorsAge = _quality.AgeAt(endMs);
    }

    private EstimatedFigure Figure(int metric, long records, double estimate)
    {
        string name = _estimate.Metrics[metric];
        if (_deviations[metric] is not { } deviation)
        {
            return new EstimatedFigure(name, double.NaN, double.NaN, double.NaN, records, double.NaN, double.NaN);
        }

        if (records < LeastRecords) estimate = double.NaN;
        Interval band = QualityIntervals.Around(estimate, deviation.At(records));
        double tolerated = FailureDeviations * deviation.At(Math.Max(1, _labelled.Effective));
        return new EstimatedFigure(name, band.Value, band.Lower, band.Upper, records, _errors[metric], tolerated);
    }
}
