using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>A share of the predictions of the window of quality, by event time.</summary>
internal abstract class WindowShareMonitor(GaugeSeries ratio, EventClock clock, TimeSpan window) : RecordMonitor
{
    private readonly PaneRing<ShareSums> _sums = new(PaneWidth.Of(window, ShareSums.MostPanes));

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent) _sums.Add(prediction.Record.TimeMs, new ShareSums(1, 0));
    }

    public override void Collect(SeriesWriter writer) => ratio.Collect(writer, _sums.Sum(clock.WindowEndAt(writer.NowMs)).Ratio);

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Save(BinaryWriter writer) => _sums.Save(writer, ShareSums.Save);

    public override void Load(BinaryReader reader) => _sums.Load(reader, ShareSums.Load);

    protected void Count(long timeMs, ShareSums sums) => _sums.Add(timeMs, sums);
}
