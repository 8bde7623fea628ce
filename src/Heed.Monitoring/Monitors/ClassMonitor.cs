using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Predictions by class.</summary>
internal sealed class ClassMonitor : RecordMonitor
{
    private readonly CounterFamily _predictions;

    public ClassMonitor(ModelSeries series, NameTable classes, Baseline baseline)
    {
        _predictions = new CounterFamily(series, MetricNames.PredictionsByClass, "predicted_class", classes);
        foreach (string name in baseline.Answers.Classes) _predictions.Declare(classes.FindOrAdd(name));
    }

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.Class >= 0) _predictions.Add(prediction.Class);
    }

    public override void ContinueFrom(RecordMonitor earlier) => _predictions.AddFrom(((ClassMonitor)earlier)._predictions);

    public override long? AgeAt(long nowMs) => _predictions.Total;

    public override void Collect(SeriesWriter writer) => _predictions.Collect(writer);

    public override void Save(BinaryWriter writer) => _predictions.Save(writer);

    public override void Load(BinaryReader reader) => _predictions.Load(reader);
}
