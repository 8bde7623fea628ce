using Heed.Alerting.Dispatching;
using Heed.Alerting.Silences;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Alertmanager;

/// <summary>What Alertmanager says of itself, under its own names, so that dashboards and rules for it work.</summary>
internal sealed class AlertmanagerFigures : ISampleSource
{
    private readonly Station _station;
    private readonly ServerFigures _figures;
    private readonly TimeProvider _clock;
    private readonly Counter _received = new();
    private readonly Counter _receivedResolved = new();
    private readonly Counter _invalid = new();

    public AlertmanagerFigures(Station station, TimeProvider clock)
    {
        _station = station;
        _figures = station.Figures;
        _clock = clock;
        StartMs = NowMs;
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Version { get; } =
    [
        new("branch", ""),
        new("buildDate", ""),
        new("buildUser", ""),
        new("goVersion", ".NET " + Environment.Version),
        new("revision", ""),
        new("version", ProgramVersion.Text),
    ];

    public long StartMs { get; }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Count(PostedAlerts posted)
    {
        int resolved = 0;
        foreach (Alert alert in posted.Alerts)
        {
            if (alert.EndsAtMs != 0 && alert.IsResolvedAt(alert.UpdatedAtMs)) resolved++;
        }

        _received.Add(posted.Alerts.Count - resolved);
        _receivedResolved.Add(resolved);
        _invalid.Add(posted.Invalid);
    }

    public void Collect(long nowMs, ISampleSink sink)
    {
        Append("alertmanager_alerts_received_total", _received.Value, ("status", "firing"), ("version", "v2"));
        Append("alertmanager_alerts_received_total", _receivedResolved.Value, ("status", "resolved"), ("version", "v2"));
        Append("alertmanager_alerts_invalid_total", _invalid.Value, ("version", "v2"));
        AlertDispatcher dispatcher = _station.Alerts;
        (int active, int suppressed) = dispatcher.Count(nowMs);
        Append("alertmanager_alerts", active, ("state", "active"));
        Append("alertmanager_alerts", suppressed, ("state", "suppressed"));
        Append("alertmanager_dispatcher_aggregation_groups", dispatcher.GroupCount);
        foreach (SilenceState state in Enum.GetValues<SilenceState>())
        {
            Append("alertmanager_silences", dispatcher.Silences.All.Count(s => s.StateAt(nowMs) == state), ("state", SilenceBody.Word(state)));
        }

        Append("alertmanager_config_last_reload_successful", 1);
        Append("alertmanager_config_last_reload_success_timestamp_seconds", StartMs / 1000.0);
        foreach ((string integration, long sent, long failed) in _figures.Deliveries.Read())
        {
            Append("alertmanager_notifications_total", sent + failed, ("integration", integration));
            Append("alertmanager_notifications_failed_total", failed, ("integration", integration));
        }

        void Append(string metric, double value, params ReadOnlySpan<(string, string)> labels) =>
            sink.Append(LabelSet.Of([(LabelNames.MetricName, metric), ("job", "heed"), .. labels]), nowMs, value);
    }
}
