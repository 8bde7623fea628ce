using Heed.Alerting.Configuration;
using Heed.Alerting.Grouping;
using Heed.Alerting.Inhibition;
using Heed.Alerting.State;

namespace Heed.Alerting.Dispatching;

/// <content>Another configuration while alerts fire.</content>
public sealed partial class AlertDispatcher
{
    /// <summary>
    /// Puts a configuration in the place of the present one, as a restart with it would, but for the time away: alerts, silences and
    /// what was told stay, groups that are still the same keep their times, and alerts that lead elsewhere begin there like new ones.
    /// </summary>
    public void Reconfigure(AlertmanagerConfiguration configuration, long nowMs)
    {
        lock (_gate)
        {
            AlertingState state = ExportState();
            foreach (AggregationGroup group in _groups.InOrder) _changes?.Group(group);
            Build(configuration, out _alerts, out _groups, out _inhibitor, out _stages);
            RestoreState(state with { SavedAtMs = nowMs }, nowMs);
            foreach (AggregationGroup group in _groups.InOrder) _changes?.Group(group);
            foreach (ActiveAlert active in _alerts.All) _changes?.Alert(active.Alert.Fingerprint);
        }
    }

    private void Build(
        AlertmanagerConfiguration configuration, out AlertStore alerts, out GroupTable groups, out Inhibitor inhibitor, out FlushStages stages)
    {
        alerts = new AlertStore(configuration.Root, _options.MaxAlerts, configuration.Global.ResolveTimeout);
        groups = new GroupTable(configuration.Receivers, _options.MaxGroups);
        inhibitor = new Inhibitor(configuration.InhibitionRules);
        stages = new FlushStages(inhibitor, Silences, configuration.TimeIntervals, _log, _incidents, _options);
    }
}
