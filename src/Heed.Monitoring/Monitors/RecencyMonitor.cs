using Heed.Model.Labels;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// The event time of the newest prediction, in seconds since the Unix epoch; no series before the first. Records from the future do not count.
/// </summary>
internal sealed class RecencyMonitor(ModelSeries series) : RecordMonitor
{
    private readonly LabelSet _labels = series.Of(MetricNames.LastPrediction);
    private long _newestMs = long.MinValue;

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent) _newestMs = Math.Max(_newestMs, prediction.Record.TimeMs);
    }

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Collect(SeriesWriter writer)
    {
        if (_newestMs > long.MinValue) writer.Write(_labels, _newestMs / 1000.0);
    }

    public override void Save(BinaryWriter writer) => writer.Write(_newestMs);

    public override void Load(BinaryReader reader) => _newestMs = reader.ReadInt64();
}
