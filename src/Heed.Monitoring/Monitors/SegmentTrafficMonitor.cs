using Heed.Model.Records;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Requests by the values of each declared segment key.</summary>
internal sealed class SegmentTrafficMonitor : RecordMonitor
{
    private readonly NameTable[] _values;
    private readonly CounterFamily[] _requests;

    public SegmentTrafficMonitor(ModelSeries series, IReadOnlyList<string> keys, int limit)
    {
        NameTable names = new(keys.Count);
        foreach (string key in keys) names.FindOrAdd(key);
        _values = [.. keys.Select(_ => new NameTable(limit))];
        _requests = [.. _values.Select(v => new CounterFamily(series, MetricNames.RequestsBySegment, "segment_key", names, "segment", v))];
    }

    public override void Observe(in PredictionView prediction)
    {
        ReadOnlySpan<TextSlice> slices = prediction.Batch.SegmentsOf(prediction.Record);
        for (int key = 0; key < slices.Length && key < _values.Length; key++)
        {
            if (!slices[key].IsEmpty) _requests[key].Add(key, _values[key].FindOrAdd(prediction.Batch.Utf8(slices[key])));
        }
    }

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override long? AgeAt(long nowMs)
    {
        long total = 0;
        foreach (CounterFamily requests in _requests) total += requests.Total;
        return total;
    }

    public override void Collect(SeriesWriter writer)
    {
        foreach (CounterFamily requests in _requests) requests.Collect(writer);
    }

    public override void Save(BinaryWriter writer)
    {
        for (int key = 0; key < _values.Length; key++)
        {
            _values[key].Save(writer);
            _requests[key].Save(writer);
        }
    }

    public override void Load(BinaryReader reader)
    {
        for (int key = 0; key < _values.Length; key++)
        {
            _values[key].Load(reader);
            _requests[key].Load(reader);
        }
    }
}
