using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>The share of predictions that carry an id which another one had.</summary>
internal sealed class DuplicateMonitor(ModelSeries series, EventClock clock, TimeSpan window)
    : WindowShareMonitor(series.Gauge(MetricNames.DuplicateRatio), clock, window)
{
    public override void ObserveDuplicate(long timeMs) => Count(timeMs, new ShareSums(1, 1));
}
