using Heed.Model.Labels;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>What predictions cost, in the currency of the events. A prediction that names no cost adds nothing; a negative one neither.</summary>
internal sealed class CostMonitor(ModelSeries series) : RecordMonitor
{
    private readonly LabelSet _labels = series.Of(MetricNames.PredictionCost);
    private double _total;

    public override void Observe(in PredictionView prediction)
    {
        double cost = prediction.Record.Cost;
        if (cost > 0 && double.IsFinite(cost)) _total += cost;
    }

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Collect(SeriesWriter writer) => writer.Write(_labels, _total);

    public override void Save(BinaryWriter writer) => writer.Write(_total);

    public override void Load(BinaryReader reader) => _total = reader.ReadDouble();
}
