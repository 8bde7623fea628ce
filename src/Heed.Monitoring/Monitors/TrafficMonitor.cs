using Heed.Model.Records;
using Heed.Monitoring.Reports;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Requests, errors and latency.</summary>
internal sealed class TrafficMonitor : RecordMonitor
{
    private readonly ModelSeries _series;
    private readonly double[] _bounds;
    private readonly NameTable _endpoints;
    private readonly NameTable _versions;
    private readonly NameTable _errorTypes;
    private readonly int _noError;
    private readonly CounterFamily _requests;
    private readonly CounterFamily _errors;
    private readonly List<HistogramSeries> _latencies = [];

    /// <param name="versions">What the positions of versions mean; saved and loaded here.</param>
    public TrafficMonitor(ModelSeries series, ModelOptions options, NameTable versions)
    {
        _series = series;
        _bounds = BoundsOf(options);
        _endpoints = new NameTable(options.SegmentLimit);
        _versions = versions;
        _errorTypes = new NameTable(options.SegmentLimit);
        _noError = _errorTypes.FindOrAdd("");
        _requests = new CounterFamily(series, MetricNames.Requests, "endpoint", _endpoints, "model_version", _versions);
        _errors = new CounterFamily(series, MetricNames.Errors, "endpoint", _endpoints, "error_type", _errorTypes);
    }

    public RecentRequests Recent { get; } = new();

    public ArrivalRate Arrivals { get; } = new();

    public long Requests => _requests.Total;

    public long Errors => _errors.Total;

    /// <summary>Values that had to share <c>__other__</c>.</summary>
    public long Overflowed => _endpoints.Overflowed + _versions.Overflowed + _errorTypes.Overflowed;

    public static double[] BoundsOf(ModelOptions options) =>
        [.. ModelOptions.DefaultLatencyBoundsSeconds.Concat(options.LatencyBoundsSeconds).Distinct().Order()];

    public IReadOnlyList<VersionReport> Versions() =>
        [.. _requests.BySecond().Select(v => new VersionReport(_versions[v.Second], v.Count))];

    public override void Observe(in PredictionView prediction)
    {
        ref readonly EventRecord record = ref prediction.Record;
        int endpoint = _endpoints.FindOrAdd(prediction.Batch.Utf8(record.Endpoint));
        _requests.Add(endpoint, prediction.Version);
        if (prediction.IsError) _errors.Add(endpoint, _errorTypes.FindOrAdd(prediction.Batch.Utf8(record.Error)));
        while (_latencies.Count <= endpoint) AddEndpoint();
        bool timed = prediction.HasLatency;
        if (timed) _latencies[endpoint].Add(record.LatencySeconds);
        Recent.Add(timed ? record.LatencySeconds : double.NaN, prediction.IsError);
        Arrivals.Add(prediction.AcceptedAtMs);
    }

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override long? AgeAt(long nowMs) => _requests.Total;

    public override void Collect(SeriesWriter writer)
    {
        _requests.Collect(writer);
        _errors.Collect(writer);
        foreach (HistogramSeries latency in _latencies) latency.Collect(writer);
    }

    public override void Save(BinaryWriter writer)
    {
        _endpoints.Save(writer);
        _versions.Save(writer);
        _errorTypes.Save(writer);
        _requests.Save(writer);
        _errors.Save(writer);
        foreach (HistogramSeries latency in _latencies) latency.Save(writer);
        Recent.Save(writer);
        Arrivals.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        _endpoints.Load(reader);
        _versions.Load(reader);
        _errorTypes.Load(reader);
        _latencies.Clear();
        while (_latencies.Count < _endpoints.Count) AddEndpoint();
        _requests.Load(reader);
        _errors.Load(reader);
        foreach (HistogramSeries latency in _latencies) latency.Load(reader);
        Recent.Load(reader);
        Arrivals.Load(reader);
    }

    /// <summary>The types of errors are not known before they occur: a series without a type, always 0, is what rates start from.</summary>
    private void AddEndpoint()
    {
        int endpoint = _latencies.Count;
        _errors.Declare(endpoint, _noError);
        _latencies.Add(new HistogramSeries(_series, MetricNames.RequestDuration, _bounds, ("endpoint", _endpoints[endpoint])));
    }
}
