using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Answers by class, errors and latency of each version: a new one beside those before it.</summary>
internal sealed class VersionMonitor : RecordMonitor
{
    private readonly ModelSeries _series;
    private readonly double[] _bounds;
    private readonly NameTable _versions;
    private readonly CounterFamily _answers;
    private readonly CounterFamily _errors;
    private readonly List<HistogramSeries> _latencies = [];
    private long _observed;

    /// <param name="versions">Loaded before this monitor is.</param>
    public VersionMonitor(ModelSeries series, ModelOptions options, NameTable versions, NameTable classes)
    {
        _series = series;
        _bounds = TrafficMonitor.BoundsOf(options);
        _versions = versions;
        _answers = new CounterFamily(series, MetricNames.PredictionsByVersion, "model_version", versions, "predicted_class", classes);
        _errors = new CounterFamily(series, MetricNames.ErrorsByVersion, "model_version", versions);
    }

    public override void Observe(in PredictionView prediction)
    {
        _observed++;
        int version = prediction.Version;
        while (_latencies.Count <= version) AddVersion();
        if (prediction.Class >= 0) _answers.Add(version, prediction.Class);
        if (prediction.IsError) _errors.Add(version);
        if (prediction.HasLatency) _latencies[version].Add(prediction.Record.LatencySeconds);
    }

    public override void ContinueFrom(RecordMonitor earlier)
    {
        VersionMonitor former = (VersionMonitor)earlier;
        while (_latencies.Count < former._latencies.Count) AddVersion();
        _answers.AddFrom(former._answers);
        _errors.AddFrom(former._errors);
        for (int i = 0; i < former._latencies.Count; i++) _latencies[i].CopyFrom(former._latencies[i]);
    }

    public override long? AgeAt(long nowMs) => _observed;

    public override void Collect(SeriesWriter writer)
    {
        _answers.Collect(writer);
        _errors.Collect(writer);
        foreach (HistogramSeries latency in _latencies) latency.Collect(writer);
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_latencies.Count);
        _answers.Save(writer);
        _errors.Save(writer);
        foreach (HistogramSeries latency in _latencies) latency.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        _latencies.Clear();
        while (_latencies.Count < count) AddVersion();
        _answers.Load(reader);
        _errors.Load(reader);
        foreach (HistogramSeries latency in _latencies) latency.Load(reader);
    }

    private void AddVersion()
    {
        int version = _latencies.Count;
        _errors.Declare(version);
        _latencies.Add(new HistogramSeries(_series, MetricNames.DurationByVersion, _bounds, ("model_version", _versions[version])));
    }
}
