using Heed.Monitoring.Series;

namespace Heed.Monitoring.Monitors;

/// <summary>How far behind the newest record those are whose window had closed.</summary>
internal sealed class LatenessMonitor(ModelSeries series) : RecordMonitor
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    private static readonly double[] Bounds = [Minute, 5 * Minute, 15 * Minute, Hour, 6 * Hour, Day, 3 * Day, 7 * Day, 30 * Day];

    private readonly HistogramSeries _behind = new(series, MetricNames.RecordLateness, Bounds);

    public override void ObserveLate(long behindMs) => _behind.Add(behindMs / 1000.0);

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override long? AgeAt(long nowMs) => _behind.Count;

    public override void Collect(SeriesWriter writer) => _behind.Collect(writer);

    public override void Save(BinaryWriter writer) => _behind.Save(writer);

    public override void Load(BinaryReader reader) => _behind.Load(reader);
}
