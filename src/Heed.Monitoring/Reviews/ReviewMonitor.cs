using Heed.Model.Records;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Reviews;

/// <summary>Which predictions people are asked to label, and what their labels say of all predictions of the quality window.</summary>
internal sealed class ReviewMonitor : RecordMonitor, IOutcomeObserver
{
    /// <summary>With fewer reviews there is no figure.</summary>
    public const int LeastReviews = 30;

    private const double Normal95 = 1.959963984540054;

    private readonly ReviewSampler? _sampler;
    private readonly ReviewQueue _queue = new();
    private readonly PaneRing<ReviewSums> _panes;
    private readonly EventClock _clock;
    private readonly OwnCounters _counters;
    private readonly bool _isRegression;
    private readonly GaugeSeries _open;
    private readonly GaugeSeries _value;
    private readonly GaugeSeries _lower;
    private readonly GaugeSeries _upper;

    public ReviewMonitor(ModelSeries series, ModelOptions options, ModelType type, EventClock clock, OwnCounters counters)
    {
        if (options.ReviewShare is { } share) _sampler = new ReviewSampler(share, options.LowConfidence, seed: 0);
        _panes = new PaneRing<ReviewSums>(PaneWidth.Of(options.Windows.Quality));
        _clock = clock;
        _counters = counters;
        _isRegression = type == ModelType.Regression;
        string metric = _isRegression ? "mae" : "accuracy";
        _open = series.Gauge(MetricNames.OpenReviews);
        _value = series.Gauge(MetricNames.ReviewedQuality, ("metric", metric));
        _lower = series.Gauge(MetricNames.ReviewedQualityLower, ("metric", metric));
        _upper = series.Gauge(MetricNames.ReviewedQualityUpper, ("metric", metric));
    }

    public ReviewQueue Queue => _queue;

    /// <summary>Chooses or passes over a prediction.</summary>
    /// <returns>The chance with which it was chosen; 0 where it was not.</returns>
    public double Choose(in PredictionView prediction, ReadOnlySpan<ushort> segments)
    {
        if (_sampler is null) return 0;
        (double chance, bool isChosen, ReviewReason reason) =
            _sampler.Choose(prediction.Record.Id, segments, prediction.Class, prediction.Confidence);
        if (!isChosen) return 0;
        _counters.Add(OwnCounter.ChosenReviews);
        ref readonly EventRecord record = ref prediction.Record;
        ReadOnlyMemory<byte> source = prediction.Batch.Source;
        if (source.IsEmpty) return chance;
        byte[] json = source.Slice(record.SourceStart, Math.Min(record.SourceLength, ReviewQueue.MostEventBytes + 1)).ToArray();
        int dropped = _queue.Add(new OpenReview(record.Id, record.TimeMs, prediction.Confidence, chance, reason, json));
        _counters.Add(OwnCounter.DroppedReviews, dropped);
        return chance;
    }

    /// <summary>A label of any origin has come: nobody has to be asked any more.</summary>
    public void LabelCame(RecordId id)
    {
        if (_queue.Answer(id)) _counters.Add(OwnCounter.AnsweredReviews);
    }

    public void Expire(long oldestMs) => _counters.Add(OwnCounter.DroppedReviews, _queue.Expire(oldestMs));

    public void Joined(in JoinedOutcome outcome)
    {
        if (outcome.IsReviewed) _panes.Add(outcome.LabelTimeMs, SumsOf(outcome));
    }

    public void Withdrawn(in JoinedOutcome outcome)
    {
        if (outcome.IsReviewed) _panes.Remove(outcome.LabelTimeMs, SumsOf(outcome));
    }

    public override void Collect(SeriesWriter writer)
    {
        _open.Collect(writer, _sampler is null ? double.NaN : _queue.Count);
        ReviewSums sums = _panes.Sum(_clock.WindowEndAt(writer.NowMs));
        (double mean, double error) = sums.N >= LeastReviews ? sums.Estimate() : (double.NaN, double.NaN);
        _value.Collect(writer, mean);
        _lower.Collect(writer, Math.Max(0, mean - (Normal95 * error)));
        _upper.Collect(writer, _isRegression ? mean + (Normal95 * error) : Math.Min(1, mean + (Normal95 * error)));
    }

    public override void Save(BinaryWriter writer)
    {
        _sampler?.Save(writer);
        _queue.Save(writer);
        _panes.Save(writer, ReviewSums.Save);
    }

    public override void Load(BinaryReader reader)
    {
        _sampler?.Load(reader);
        _queue.Load(reader);
        _panes.Load(reader, ReviewSums.Load);
    }

    private ReviewSums SumsOf(in JoinedOutcome outcome) => ReviewSums.Of(
        _isRegression ? Math.Abs(outcome.PredictedNumber - outcome.LabelledNumber) : outcome.IsCorrect ? 1 : 0, outcome.Weight);
}
