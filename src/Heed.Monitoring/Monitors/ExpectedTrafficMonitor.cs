using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Traffic against the same hour of earlier weeks, by time of arrival: silence and a sudden drop show, the night does not.</summary>
internal sealed class ExpectedTrafficMonitor(ModelSeries series) : RecordMonitor
{
    private const double HourSeconds = 3600;

    private readonly GaugeSeries _expected = series.Gauge(MetricNames.ExpectedTraffic);
    private readonly GaugeSeries _lastHour = series.Gauge(MetricNames.LastHourTraffic);
    private readonly WeeklyTraffic _traffic = new();

    public override void Observe(in PredictionView prediction) => _traffic.Add(prediction.AcceptedAtMs);

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Collect(SeriesWriter writer)
    {
        long hour = writer.NowMs / WeeklyTraffic.HourMs;
        _expected.Collect(writer, _traffic.ExpectedOf(hour) / HourSeconds);

        // The hour that is over: of one that has just begun there is nothing to say.
        double before = _traffic.ExpectedOf(hour - 1);
        _lastHour.Collect(writer, before > 0 ? _traffic.CountOf(hour - 1) / before : double.NaN);
    }

    public override void Save(BinaryWriter writer) => _traffic.Save(writer);

    public override void Load(BinaryReader reader) => _traffic.Load(reader);
}
