using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>The share of predictions that people correct, both by their own event time.</summary>
internal sealed class CorrectionMonitor(ModelSeries series, EventClock clock, TimeSpan window)
    : WindowShareMonitor(series.Gauge(MetricNames.CorrectionRatio), clock, window)
{
    public override void ObserveCorrection(long timeMs) => Count(timeMs, new ShareSums(0, 1));
}
