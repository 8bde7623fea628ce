using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>How sure the answers are.</summary>
internal sealed class ConfidenceMonitor(ModelSeries series) : RecordMonitor
{
    private static readonly double[] Bounds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    private readonly HistogramSeries _confidence = new(series, MetricNames.PredictionConfidence, Bounds);

    public override void Observe(in PredictionView prediction)
    {
        if (!double.IsNaN(prediction.Confidence)) _confidence.Add(prediction.Confidence);
    }

    public override long? AgeAt(long nowMs) => _confidence.Count;

    public override void Collect(SeriesWriter writer) => _confidence.Collect(writer);

    public override void Save(BinaryWriter writer) => _confidence.Save(writer);

    public override void Load(BinaryReader reader) => _confidence.Load(reader);
}
