using Heed.Model.Labels;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Monitors;

/// <summary>Requests a second over the last minute.</summary>
/// <param name="arrivals">Filled, and kept over a restart, by its owner.</param>
internal sealed class ThroughputMonitor(ModelSeries series, ArrivalRate arrivals) : RecordMonitor
{
    private readonly LabelSet _labels = series.Of(MetricNames.Throughput);

    public override void Collect(SeriesWriter writer) => writer.Write(_labels, arrivals.PerSecond(writer.NowMs));
}
