using System.Globalization;

using Heed.Model.Labels;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Answers with a confidence below the model's threshold.</summary>
internal sealed class LowConfidenceMonitor(ModelSeries series, double threshold) : RecordMonitor
{
    private readonly LabelSet _labels =
        series.Of(MetricNames.LowConfidence, ("threshold", threshold.ToString("R", CultureInfo.InvariantCulture)));

    private long _count;

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.Confidence < threshold) _count++;
    }

    public override void Collect(SeriesWriter writer) => writer.Write(_labels, _count);

    public override void Save(BinaryWriter writer) => writer.Write(_count);

    public override void Load(BinaryReader reader) => _count = reader.ReadInt64();
}
