using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Estimation;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Evidence.Service;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Rankings;
using Heed.Monitoring.Reports;
using Heed.Monitoring.Reviews;
using Heed.Monitoring.Segments;
using Heed.Monitoring.Series;
using Heed.Monitoring.Versions;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring;

/// <summary>
/// Watches one model: takes its records, keeps windows over them, compares these with the baseline, and writes every figure as a
/// sample. Owned by one thread at a time. What it knows follows from the records and their arrival times alone, in their order.
/// </summary>
public sealed class ModelMonitor
{
    private const int StateFormat = 14;

    private readonly ModelOptions _options;
    private readonly Baseline _baseline;
    private readonly EventClock _clock;
    private readonly NameTable _classes;
    private readonly NameTable _versions;
    private readonly OwnCounters _counters;
    private readonly SlidingWindow _window;
    private readonly PaneFeed _panes;
    private readonly ServiceEvidence _service;
    private readonly PaneOutcomes _paneOutcomes;
    private readonly RollingQuality _quality;
    private readonly QualityEstimator? _estimator;
    private readonly WorstSegmentMonitor _worstSegment;
    private readonly VersionQualityMonitor _versionQuality;
    private readonly OutcomeJoin _outcomes;
    private readonly ReviewMonitor _reviews;
    private readonly TrafficMonitor _traffic;
    private readonly BehaviourMonitor _behaviour;
    private readonly RecordMonitor[] _monitors;
    private readonly MonitorSection[] _sections;
    private readonly DeploymentLog _deployments = new();
    private readonly byte[] _positiveClass;
    private readonly bool _hasPositiveClass;
    private readonly ShownItems? _shown;

    /// <param name="options">Valid ones.</param>
    /// <param name="baseline">What the windows are compared with.</param>
    /// <param name="outcomesDirectory">
    /// A folder of its own, where predictions are kept that wait long for their label; null to keep all in memory.
    /// </param>
    /// <exception cref="ArgumentException">The options are not valid; the message says what is wrong with them.</exception>
    public ModelMonitor(ModelOptions options, Baseline baseline, string? outcomesDirectory = null)
    {
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join("; ", errors), nameof(options));
        _options = options;
        _baseline = baseline;
        Schema = baseline.ToSchema();
        string? positive = options.PositiveClass ?? baseline.Answers.PositiveClass;
        _hasPositiveClass = positive is not null;
        _positiveClass = System.Text.Encoding.UTF8.GetBytes(positive ?? "");
        if (baseline.Type == ModelType.Ranking) _shown = new ShownItems(options.Cutoffs[^1], baseline.Answers.Items);
        ModelSeries series = new(options.Name);
        _clock = new EventClock(options.Windows.Lateness);
        _counters = new OwnCounters(series);

        // The baseline's classes have the first positions: windows compare them by position.
        int classLimit = Math.Max(options.ClassLimit, baseline.Answers.Classes.Count);
        _classes = new NameTable(classLimit);
        foreach (string name in baseline.Answers.Classes) _classes.FindOrAdd(name);
        _window = SlidingWindow.Of(baseline, options, classLimit + 1);
        _panes = new PaneFeed(baseline, options, _window.Slices);
        _service = new ServiceEvidence(_panes.Evidence.Budget, baseline.Latency, options.Promise);
        _quality = new RollingQuality(series, baseline, options);
        _paneOutcomes = new PaneOutcomes(_panes.Open, baseline, _quality);
        _reviews = new ReviewMonitor(series, options, baseline.Type, _clock, _counters);
        _estimator = QualityEstimator.Of(baseline, _quality, options.Windows.Quality);
        _worstSegment = new WorstSegmentMonitor(series, _clock, new SegmentCells(baseline, _quality), _estimator, options.Windows.Quality);
        _versions = new NameTable(options.SegmentLimit);
        _versionQuality = new VersionQualityMonitor(series, _clock, _versions, _quality, options.Windows.Quality);
        _behaviour = new BehaviourMonitor(series, _clock, options.Name, baseline);
        _outcomes = new OutcomeJoin(series, baseline, options, _classes, _quality, Observers(), _reviews, _counters, outcomesDirectory);
        _traffic = new TrafficMonitor(series, options, _versions);
        _monitors = Register(series);
        _sections = Array.ConvertAll(_monitors, m => new MonitorSection(m));
    }

    /// <summary>What parsing has to know of the model.</summary>
    public ModelSchema Schema { get; }

    public ModelOptions Options => _options;

    public Baseline Baseline => _baseline;

    /// <summary>Takes one record of this model. Allocates nothing once the model's classes, endpoints and segments have been seen.</summary>
    /// <param name="batch">Parsed with <see cref="Schema"/>.</param>
    /// <param name="acceptedAtMs">When the record arrived.</param>
    public void Accept(RecordBatch batch, in EventRecord record, long acceptedAtMs)
    {
        PassTime(acceptedAtMs);

        // Before there is a baseline, no feature is known yet.
        if (!_baseline.IsEmpty) _counters.Add(OwnCounter.UnknownMembers, record.UnknownMembers);
        switch (record.Kind)
        {
            case RecordKind.Prediction:
                AcceptPrediction(batch, record, acceptedAtMs);
                break;
            case RecordKind.Label:
                _counters.Add(OwnCounter.Labels);
                AcceptLabel(batch, record, acceptedAtMs);
                break;
            case RecordKind.Correction:
                _counters.Add(OwnCounter.Corrections);
                AcceptLabel(batch, record, acceptedAtMs);
                break;
            default:
                _counters.Add(OwnCounter.Deployments);
                _deployments.Add(new DeploymentReport(record.TimeMs, batch.String(record.Version), batch.String(record.Note)));
                break;
        }
    }

    /// <summary>
    /// Writes every series with the time <paramref name="nowMs"/>. Figures of windows that are long over are not written: their
    /// series end with one stale marker. Hours that a live stream has let pass in silence count as evidence; nothing else changes.
    /// </summary>
    public void Collect(long nowMs, ISampleSink sink)
    {
        PassTime(nowMs);
        SeriesWriter writer = new(sink, nowMs);
        foreach (MonitorSection section in _sections) section.Collect(nowMs, sink);
        CountOverflow();
        _counters.Collect(writer);
    }

    public ModelReport Report(long nowMs)
    {
        CountOverflow();
        ModelReporting reporting = new(_options, _baseline, _clock, _window, _quality, _outcomes);
        return reporting.Report(nowMs, _traffic, _classes, _counters, _deployments) with
        {
            ReferenceWeeks = new ReferenceReport(_panes.Evidence.History.Weeks, _panes.Evidence.History.Seen),
            Estimates = _estimator?.Figures(_clock.WindowEndAt(nowMs)) ?? [],
            WorstSegments = _worstSegment.Findings(nowMs),
        };
    }

    /// <summary>Every feature with its distributions, worst first.</summary>
    public IReadOnlyList<FeatureReport> Features(long nowMs) => FeatureReporting.Of(_window, nowMs);

    /// <summary>The predictions that people are asked to label, oldest first.</summary>
    public IReadOnlyList<OpenReview> OpenReviews(int limit) => [.. _reviews.Queue.Open.Take(limit)];

    public OpenReview? FindReview(RecordId id) => _reviews.Queue.Find(id);

    /// <summary>Whether a review of that id was open, and a label came for it lately.</summary>
    public bool WasReviewed(RecordId id) => _reviews.Queue.WasAnswered(id);

    /// <summary>Every piece of evidence that the model has changed, as of the last hour of event time that is over.</summary>
    public IReadOnlyList<EvidenceFinding> Evidence() => [.. _panes.Evidence.Findings(), .. _service.Findings()];

    /// <summary>Writes the whole state. A monitor that loads it gives the same samples from then on.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(StateFormat);
        writer.Write(StateFingerprint());
        CountOverflow();
        _clock.Save(writer);
        _classes.Save(writer);
        _counters.Save(writer);
        _window.Save(writer);
        _panes.Save(writer);
        _deployments.Save(writer);
        foreach (RecordMonitor monitor in _monitors) monitor.Save(writer);
    }

    /// <summary>Continues from a saved state of a model with the same baseline and options.</summary>
    /// <exception cref="EndOfStreamException">The state is cut short. The monitor must not be used any more.</exception>
    public MonitorLoadOutcome Load(BinaryReader reader)
    {
        if (reader.ReadInt32() != StateFormat) return MonitorLoadOutcome.OtherFormat;
        if (reader.ReadUInt64() != StateFingerprint()) return MonitorLoadOutcome.OtherModel;
        _clock.Load(reader);
        _classes.Load(reader);
        _counters.Load(reader);
        _window.Load(reader);
        _panes.Load(reader);
        _deployments.Load(reader);
        foreach (RecordMonitor monitor in _monitors) monitor.Load(reader);
        foreach (MonitorSection section in _sections) section.Forget();
        return MonitorLoadOutcome.Loaded;
    }

    /// <summary>
    /// Takes over from the monitor that watched the model before it had this baseline: counters, event time and deployments go on;
    /// windows, waiting predictions and open reviews begin anew.
    /// </summary>
    public void ContinueFrom(ModelMonitor earlier)
    {
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        earlier._clock.Save(writer);
        earlier._counters.Save(writer);
        earlier._deployments.Save(writer);
        writer.Flush();
        state.Position = 0;
        using BinaryReader reader = new(state);
        _clock.Load(reader);
        _counters.Load(reader);
        _deployments.Load(reader);
        foreach (RecordMonitor monitor in _monitors)
        {
            RecordMonitor? former = Array.Find(earlier._monitors, m => m.GetType() == monitor.GetType());
            if (former is not null) monitor.ContinueFrom(former);
        }

        foreach (MonitorSection section in _sections) section.Forget();
    }

    /// <summary>The last <see cref="Save"/> is on the disk: files that only older ones speak of may go.</summary>
    public void CheckpointKept() => _outcomes.CheckpointKept();

    /// <summary>Closes the files that waiting predictions are in.</summary>
    public void Close() => _outcomes.Close();

    /// <summary>The monitors of a model: a new one is a class of its own and a line here.</summary>
    private RecordMonitor[] Register(ModelSeries series)
    {
        List<RecordMonitor> monitors = [_traffic, new ThroughputMonitor(series, _traffic.Arrivals), new CostMonitor(series), new RecencyMonitor(series), new DeploymentMonitor(series, _deployments)];
        if (_baseline.Type != ModelType.Regression)
        {
            monitors.Add(new ClassMonitor(series, _classes, _baseline));
            monitors.Add(new ConfidenceMonitor(series));
            monitors.Add(new LowConfidenceMonitor(series, _options.LowConfidence));
            monitors.Add(new AnswerMixMonitor(series, _classes, _baseline.Answers.Classes.Count, _window));
        }

        monitors.Add(new FeatureQualityMonitor(series, _baseline, _window));
        monitors.Add(new DriftMonitor(series, _baseline, _window));
        monitors.Add(new FeatureFigureMonitor(series, _baseline, _window, MetricNames.FeatureWasserstein, f => f.WassersteinDistance()));
        monitors.Add(new FeatureFigureMonitor(series, _baseline, _window, MetricNames.FeaturePValue, f => f.PValue));
        monitors.Add(new FeatureFigureMonitor(series, _baseline, _window, MetricNames.FeatureRepeatRatio, f => f.RepeatRatio));
        monitors.Add(new SwappedColumnsMonitor(series, _baseline, _window));
        monitors.Add(new AnswerDriftMonitor(series, _baseline, _window));
        monitors.Add(new DuplicateMonitor(series, _clock, _options.Windows.Quality));
        monitors.Add(new CorrectionMonitor(series, _clock, _options.Windows.Quality));
        monitors.Add(new LatenessMonitor(series));
        monitors.Add(new ExpectedTrafficMonitor(series));
        monitors.Add(new LatencyMonitor(series, _traffic.Recent));
        monitors.Add(new VersionMonitor(series, _options, _versions, _classes));
        monitors.Add(new SegmentTrafficMonitor(series, _baseline.SegmentKeys, _options.SegmentLimit));
        if (_panes.Evidence.History.Weeks > 0) monitors.Add(new WeekMonitor(series, _baseline, _panes.Evidence.History));
        monitors.Add(new EvidenceMonitor(series, _baseline, _panes.Evidence, _service));
        monitors.Add(new VersionDriftMonitor(series, _clock, _versions, _outcomes.Cells, _baseline, _counters));
        monitors.Add(_versionQuality);
        monitors.Add(new QualityMonitor(series, _clock, _quality, _outcomes, _counters));
        monitors.Add(_reviews);
        monitors.Add(_behaviour);
        if (_estimator is not null) monitors.Add(new EstimationMonitor(series, _clock, _estimator));
        monitors.Add(_worstSegment);
        if (_baseline.Joint is not null) monitors.Add(new JointDriftMonitor(series, _clock, _outcomes.Cells, _baseline));
        if (_baseline.Embedding is { } embedding) monitors.Add(new EmbeddingMonitor(series, _clock, embedding, _panes.Open, _counters));
        return [.. monitors];
    }

    /// <summary>Who is told of each label that finds its prediction.</summary>
    private List<IOutcomeObserver> Observers()
    {
        List<IOutcomeObserver> observers = [_quality, _worstSegment, _reviews, _behaviour, _paneOutcomes, _versionQuality];
        if (_estimator is IOutcomeObserver estimator) observers.Add(estimator);
        return observers;
    }

    private void AcceptPrediction(RecordBatch batch, in EventRecord record, long acceptedAtMs)
    {
        if (_outcomes.Knows(record.Id))
        {
            _counters.Add(OwnCounter.DuplicatePredictions);
            foreach (RecordMonitor monitor in _monitors) monitor.ObserveDuplicate(record.TimeMs);
            return;
        }

        _counters.Add(OwnCounter.Predictions);
        bool present = _clock.TryAdvance(record.TimeMs, acceptedAtMs);
        int classPosition = ClassOf(batch, record);
        ReadOnlySpan<uint> shown = _shown is null ? default : _shown.Read(batch, record);
        PredictionView prediction = new(batch, in record, acceptedAtMs)
        {
            IsPresent = present,
            Shown = shown,
            Number = _shown?.Popularity() ?? (_baseline.Type == ModelType.Regression ? record.AnswerNumber : record.Score),
            Version = _versions.FindOrAdd(batch.Utf8(record.Version)),
            Class = classPosition,
            Confidence = classPosition < 0 ? double.NaN : ConfidenceOf(batch, record),
        };
        if (present) Advance();
        foreach (RecordMonitor monitor in _monitors) monitor.Observe(prediction);
        if (!present) _counters.Add(OwnCounter.FutureRecords);
        else if (prediction.IsError) _panes.Open.Errors++;
        else AddToWindow(prediction);
    }

    private void AddToWindow(in PredictionView prediction)
    {
        CloseWindows();
        WindowPlace place = _window.Add(prediction);
        if (place == WindowPlace.Expired) _counters.Add(OwnCounter.ExpiredRecords);
        if (place != WindowPlace.Open) CountLate(prediction.Record.TimeMs);
        CloseWindows();
    }

    private void CountLate(long timeMs)
    {
        _counters.Add(OwnCounter.LateRecords);
        foreach (RecordMonitor monitor in _monitors) monitor.ObserveLate(_clock.NewestMs - timeMs);
    }

    /// <summary>Lets the clock say that silence of a live stream is silence of the model; collections do so, too.</summary>
    public void PassTime(long nowMs)
    {
        if (!_clock.IsLive) return;
        _panes.AdvanceInSilence(nowMs);
        _service.AdvanceInSilence(nowMs);
    }

    private void Advance()
    {
        _panes.Advance(_clock.NewestMs);
        _outcomes.Expire(_clock.NewestMs);
    }

    private void AcceptLabel(RecordBatch batch, in EventRecord record, long acceptedAtMs)
    {
        if (!_clock.TryAdvance(record.TimeMs, acceptedAtMs))
        {
            _counters.Add(OwnCounter.FutureRecords);
            return;
        }

        Advance();
        _paneOutcomes.AreCorrections = record.Kind == RecordKind.Correction;
        _outcomes.AddLabel(batch, record);
        _paneOutcomes.AreCorrections = false;
        if (record.Kind != RecordKind.Correction) return;
        foreach (RecordMonitor monitor in _monitors) monitor.ObserveCorrection(record.TimeMs);
    }

    private void CloseWindows()
    {
        while (_window.TryClose(_clock.WatermarkMs))
        {
            if (_window.Closed is not { } figures) continue;
            foreach (RecordMonitor monitor in _monitors) monitor.WindowClosed(figures);
        }
    }

    private void CountOverflow() =>
        _counters[OwnCounter.OverflowValues] = _classes.Overflowed + _traffic.Overflowed + _quality.Overflowed;

    private int ClassOf(RecordBatch batch, in EventRecord record)
    {
        bool hasClass = _baseline.Type != ModelType.Regression && record.Error.IsEmpty && !record.Answer.IsEmpty;
        return hasClass ? _classes.FindOrAdd(batch.Utf8(record.Answer)) : -1;
    }

    private double ConfidenceOf(RecordBatch batch, in EventRecord record)
    {
        ReadOnlySpan<byte> answer = batch.Utf8(record.Answer);
        double chosen = double.NaN;
        foreach (ClassScore score in batch.ScoresOf(record))
        {
            if (batch.Utf8(score.Class).SequenceEqual(answer)) chosen = score.Score;
        }

        return Confidence.Of(record.Score, chosen, _hasPositiveClass ? answer.SequenceEqual(_positiveClass) : null);
    }

    /// <summary>A hash of everything that the shape of the state hangs on.</summary>
    private ulong StateFingerprint()
    {
        StableHash hash = new(0);
        hash.Add(_baseline.Version);
        hash.Add(_options.Name);
        foreach (string key in _options.Segments) hash.Add(key);
        foreach (double bound in _options.LatencyBoundsSeconds) hash.Add(BitConverter.DoubleToUInt64Bits(bound));
        hash.Add((ulong)_options.ClassLimit);
        hash.Add((ulong)_options.SegmentLimit);
        hash.Add((ulong)_options.OutcomeLimit);
        hash.Add((ulong)_options.Windows.DriftRecords);
        hash.Add((ulong)(_options.Windows.DriftDuration?.Ticks ?? 0));
        hash.Add((ulong)_options.Windows.SliceRecords);
        hash.Add((ulong)_options.Windows.SliceDuration.Ticks);
        hash.Add((ulong)_options.Windows.Revised.Ticks);
        hash.Add((ulong)_options.Windows.Lateness.Ticks);
        hash.Add((ulong)_options.Windows.MinimumRecords);
        hash.Add((ulong)_options.FalseAlarmInterval.Ticks);
        hash.Add((ulong)_options.Windows.Quality.Ticks);
        hash.Add(BitConverter.DoubleToUInt64Bits(_options.LowConfidence));
        hash.Add((ulong)_options.ReferenceWeeks);
        foreach (int cutoff in _options.Cutoffs) hash.Add((ulong)cutoff);
        hash.Add(BitConverter.DoubleToUInt64Bits(_options.ReviewShare ?? 0));
        return hash.ToUInt64();
    }
}
