using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>The share of predictions that carry an id which another one had, over the window of quality.</summary>
internal sealed class DuplicateMonitor(ModelSeries series, EventClock clock, TimeSpan window) : RecordMonitor
{
    private readonly GaugeSeries _ratio = series.Gauge(MetricNames.DuplicateRatio);
    private readonly PaneRing<ShareSums> _sums = new(PaneWidth.Of(window, ShareSums.MostPanes));

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent) _sums.Add(prediction.Record.TimeMs, new ShareSums(1, 0));
    }

    public override void ObserveDuplicate(long timeMs) => _sums.Add(timeMs, new ShareSums(1, 1));

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Collect(SeriesWriter writer) => _ratio.Collect(writer, _sums.Sum(clock.WindowEndAt(writer.NowMs)).Ratio);

    public override void Save(BinaryWriter writer) => _sums.Save(writer, ShareSums.Save);

    public override void Load(BinaryReader reader) => _sums.Load(reader, ShareSums.Load);
}
