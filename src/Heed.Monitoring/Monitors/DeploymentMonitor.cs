using Heed.Monitoring.Reports;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Monitors;

/// <summary>When the newest deployment was, with its version: what a change is compared with first. Its state is the log's.</summary>
internal sealed class DeploymentMonitor(ModelSeries series, DeploymentLog log) : RecordMonitor
{
    private DeploymentReport? _newest;
    private GaugeSeries? _time;

    public override void Collect(SeriesWriter writer)
    {
        if (log.Newest is not { } newest) return;
        if (newest != _newest)
        {
            _time?.Collect(writer, double.NaN);
            _time = series.Gauge(MetricNames.LastDeployment, ("model_version", newest.Version));
            _newest = newest;
        }

        _time!.Collect(writer, newest.TimeMs / 1000.0);
    }
}
