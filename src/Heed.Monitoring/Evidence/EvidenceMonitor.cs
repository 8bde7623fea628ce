using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence.Service;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// Writes <c>ml_drift_evidence</c>, from 1 on a change is shown, without enough data there is no figure; and, of each change that is
/// shown, its size and its beginning.
/// </summary>
internal sealed class EvidenceMonitor : RecordMonitor
{
    private readonly ModelEvidence _evidence;
    private readonly ServiceEvidence _service;
    private readonly ChangeSeries[] _shares;

    // By share evidence, and by feature: null where there is no median.
    private readonly NewestMedian?[] _medianOfShare;
    private readonly NewestMedian?[] _medians;
    private readonly ShareEvidence? _answers;
    private readonly GaugeSeries? _concentration;
    private readonly ChangeSeries _errors;
    private readonly ChangeSeries _latency;
    private readonly ChangeSeries _traffic;
    private readonly KeptFigures _keptShares = new();
    private long _medianValues;
    private bool _showsMedians;

    public EvidenceMonitor(ModelSeries series, Baseline baseline, ModelEvidence evidence, ServiceEvidence service)
    {
        _medians = [.. baseline.Features.Select(f => f.Numbers is { Ecdf.Total: > 0 } ? NewestMedian.Of(series, f) : null)];
        _evidence = evidence;
        _service = service;
        _shares = [.. evidence.Shares.Select(e => ChangeSeries.Of(series, e.Subject))];
        Dictionary<string, int> positions = baseline.Features.Select((f, i) => (f.Name, i)).ToDictionary(f => f.Name, f => f.i);
        _medianOfShare = [.. evidence.Shares.Select(e => e.Subject.Kind == EvidenceKind.Distribution ? _medians[positions[e.Subject.Feature!]] : null)];
        _answers = evidence.Shares.FirstOrDefault(e => e.Subject.Kind == EvidenceKind.Score)
            ?? evidence.Shares.FirstOrDefault(e => e.Subject.Kind == EvidenceKind.Confidence);
        if (_answers is not null) _concentration = series.Gauge(MetricNames.AnswerConcentration, ("kind", _answers.Subject.Kind.Label()));
        _errors = new ChangeSeries(series, EvidenceKind.Errors);
        _latency = new ChangeSeries(series, EvidenceKind.Latency);
        _traffic = new ChangeSeries(series, EvidenceKind.Volume);
    }

    /// <summary>Evidence of shares changes when a pane closes.</summary>
    private long PaneAge => _evidence.UntilMs ?? 0;

    public override void Observe(in PredictionView prediction)
    {
        if (!prediction.IsPresent) return;
        double latency = prediction.HasLatency ? prediction.Record.LatencySeconds : double.NaN;
        _service.Observe(prediction.Record.TimeMs, prediction.IsError, latency);
        if (prediction.IsError) return;
        if (_showsMedians) _medianValues++;
        ReadOnlySpan<FeatureValue> values = prediction.Batch.FeaturesOf(prediction.Record);
        for (int i = 0; i < values.Length && i < _medians.Length; i++)
        {
            if (_medians[i] is { } median && double.IsFinite(values[i].Number)) median.Add(values[i].Number);
        }
    }

    public override long? AgeAt(long nowMs) => PaneAge + _medianValues + _service.ClosedUntilMs;

    public override void Collect(SeriesWriter writer)
    {
        if (!_keptShares.TryRepeat(writer, PaneAge)) CollectShares(writer);
        CollectMedians(writer);
        _errors.Collect(writer, _service.ErrorStrength, _service.ErrorStrength >= 1 ? _service.Errors() : null);
        _latency.Collect(writer, _service.LatencyStrength, _service.LatencyStrength >= 1 ? _service.Latency() : null);
        _traffic.Collect(writer, _service.TrafficStrength, _service.TrafficStrength >= 1 ? _service.Traffic() : null);
    }

    private void CollectShares(SeriesWriter writer)
    {
        SeriesWriter kept = _keptShares.Begin(writer);
        for (int i = 0; i < _shares.Length; i++)
        {
            ShareEvidence evidence = _evidence.Shares[i];
            _shares[i].Collect(kept, evidence.Alarm.Strength, evidence.Alarm.OnsetOrNull is null ? null : evidence.Find());
        }

        _concentration?.Collect(kept, _answers!.Concentration());
        _keptShares.End(PaneAge);
    }

    /// <summary>They move with every record, and are shown only while a change is.</summary>
    private void CollectMedians(SeriesWriter writer)
    {
        _showsMedians = false;
        for (int i = 0; i < _shares.Length; i++)
        {
            if (_medianOfShare[i] is not { } median) continue;
            bool isShown = _evidence.Shares[i].Alarm.OnsetOrNull is not null;
            _showsMedians |= isShown;
            median.Collect(writer, isShown);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        _evidence.Save(writer);
        _service.Save(writer);
        foreach (NewestMedian? median in _medians) median?.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        _evidence.Load(reader);
        _service.Load(reader);
        foreach (NewestMedian? median in _medians) median?.Load(reader);
        _keptShares.Forget();
        _showsMedians = false;
    }
}
