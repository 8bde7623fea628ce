using Heed.Alerting.Configuration;
using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Alerting.Inhibition;
using Heed.Alerting.Log;
using Heed.Alerting.Notifications;
using Heed.Alerting.Silences;
using Heed.Alerting.TimeIntervals;
using Heed.Model.Maintenance;

namespace Heed.Alerting.Dispatching;

/// <summary>
/// What a group goes through when it is flushed: inhibit, active time, mute time, maintenance, silence, incident, then for each integration
/// dedup and notify. Every stage leaves its reason with the alerts that it holds.
/// </summary>
internal sealed class FlushStages(
    Inhibitor inhibitor,
    SilenceStore silences,
    IReadOnlyList<TimeInterval> intervals,
    NotificationLog log,
    IncidentBook? incidents,
    DispatcherOptions options)
{
    private readonly IncidentStage? _incidents = incidents is null ? null : new IncidentStage(incidents);

    private readonly Dictionary<string, TimeInterval> _intervals = intervals.ToDictionary(i => i.Name);

    public List<Offer> Flush(AggregationGroup group, long nowMs)
    {
        List<FlushedAlert> alerts = Snapshot(group, nowMs);
        Inhibit(alerts, nowMs);
        HoldByTime(group, alerts, nowMs);
        HoldByMaintenance(alerts, nowMs);
        Silence(alerts, nowMs);
        List<Offer> offers = [];
        if (alerts.Count == 0) return offers;
        bool isLinked = _incidents?.Run(group, alerts, nowMs) == true;
        if (group.Receiver.Integrations.Count == 0) Hold(alerts, Decision.Held(nowMs, HoldReason.ReceiverSendsNowhere));
        for (int i = 0; i < group.Receiver.Integrations.Count; i++)
        {
            if (Decide(group, i, alerts, isLinked, nowMs) is { } offer) offers.Add(offer);
        }

        return offers;
    }

    private static List<FlushedAlert> Snapshot(AggregationGroup group, long nowMs)
    {
        List<FlushedAlert> alerts = new(group.Members.Count);
        foreach (GroupMember member in group.Members.Values)
        {
            member.Held = null;
            member.WasFlushed = true;
            member.MayReopen = false;
            alerts.Add(new FlushedAlert(member, member.Active.Alert, member.Active.Alert.IsResolvedAt(nowMs)));
        }

        alerts.Sort(static (x, y) => AlertOrder.Instance.Compare(x.Alert.Labels, y.Alert.Labels));
        return alerts;
    }

    private void Inhibit(List<FlushedAlert> alerts, long nowMs)
    {
        for (int i = alerts.Count - 1; i >= 0; i--)
        {
            if (inhibitor.InhibitedBy(alerts[i].Alert.Labels, nowMs) is not { } source) continue;
            alerts[i].Member.Held = Decision.Held(nowMs, HoldReason.Inhibited, source.Labels.ToString());
            alerts.RemoveAt(i);
        }
    }

    private void HoldByTime(AggregationGroup group, List<FlushedAlert> alerts, long nowMs)
    {
        IReadOnlyList<string> active = group.Route.Settings.ActiveTimeIntervals;
        if (active.Count > 0 && !active.Any(name => _intervals[name].Contains(nowMs)))
        {
            Hold(alerts, Decision.Held(nowMs, HoldReason.OutsideActiveTimeInterval, string.Join(", ", active)));
        }

        string? mute = group.Route.Settings.MuteTimeIntervals.FirstOrDefault(name => _intervals[name].Contains(nowMs));
        if (mute is not null) Hold(alerts, Decision.Held(nowMs, HoldReason.MutedByTimeInterval, mute));
    }

    private void HoldByMaintenance(List<FlushedAlert> alerts, long nowMs)
    {
        foreach (MaintenanceWindow window in options.Maintenance)
        {
            if (!window.Times.Contains(nowMs)) continue;
            for (int i = alerts.Count - 1; i >= 0; i--)
            {
                if (!window.Covers(alerts[i].Alert.Labels)) continue;
                alerts[i].Member.Held = Decision.Held(nowMs, HoldReason.InMaintenance, window.Name);
                alerts.RemoveAt(i);
            }
        }
    }

    private void Silence(List<FlushedAlert> alerts, long nowMs)
    {
        for (int i = alerts.Count - 1; i >= 0; i--)
        {
            if (silences.SilencedBy(alerts[i].Alert.Labels, nowMs) is not { } silence) continue;
            alerts[i].Member.Held = Decision.Held(nowMs, HoldReason.Silenced, silence.Id);
            alerts.RemoveAt(i);
        }
    }

    private static void Hold(List<FlushedAlert> alerts, Decision decision)
    {
        foreach (FlushedAlert alert in alerts) alert.Member.Held = decision;
        alerts.Clear();
    }

    private Offer? Decide(AggregationGroup group, int index, List<FlushedAlert> alerts, bool isLinked, long nowMs)
    {
        if (alerts.Count == 0) return null;
        IntegrationOptions integration = group.Receiver.Integrations[index];
        LogKey key = new(group.Key, group.Receiver.Name, integration.Id);
        News news = isLinked ? NewsOfIncidents(group, integration, alerts, key, nowMs) : NewsOf(group, integration, alerts, key, nowMs);
        if (news.Reason == NotifyReason.None)
        {
            group.Decisions[index] = Decision.Held(nowMs, news.Hold);
            return null;
        }

        string id = Notification.IdOf(group.Key, group.Receiver.Name, integration.Id, nowMs);
        LogEntry entry = EntryFor(id, news, log.Find(key, nowMs), group.Route.Settings.RepeatInterval, nowMs);
        if (!integration.SendResolved && news.Firing.Count == 0)
        {
            // Nobody is told, but the log has to learn that nothing fires any more: the next firing is then news again.
            log.Write(key, entry with { IsPending = false });
            group.Decisions[index] = Decision.Held(nowMs, HoldReason.ResolvedNotWanted);
            return null;
        }

        Notification notification = NotificationBuilder.Build(id, group, integration, alerts, news.Reason, nowMs, options.ExternalUrl);
        return new Offer(group, index, key, entry, notification);
    }

    private News NewsOf(AggregationGroup group, IntegrationOptions integration, List<FlushedAlert> alerts, in LogKey key, long nowMs)
    {
        List<ulong> firing = Fingerprints(alerts, resolved: false);
        List<ulong> resolved = Fingerprints(alerts, resolved: true);
        TimeSpan repeat = group.Route.Settings.RepeatInterval;
        NotifyReason reason = Deduplication.Decide(
            log.Find(key, nowMs), firing, resolved, integration.SendResolved, repeat, nowMs, out HoldReason hold);
        return new News(reason, hold, firing, resolved, 0);
    }

    private News NewsOfIncidents(AggregationGroup group, IntegrationOptions integration, List<FlushedAlert> alerts, in LogKey key, long nowMs)
    {
        IncidentDeduplication dedup = new(log.Find(key, nowMs), alerts, incidents!.CloseAfterMs, nowMs);
        TimeSpan repeat = group.Route.Settings.RepeatInterval;
        NotifyReason reason = dedup.Decide(integration.SendResolved, integration.UpdatesQuietly, repeat, out HoldReason hold);
        if (hold is HoldReason.IncidentAcknowledged or HoldReason.IncidentMayReopen) log.Keep(key, nowMs + KeepMs(repeat));
        return new News(reason, hold, dedup.Firing, dedup.Resolved, dedup.Shown);
    }

    /// <summary>An update does not put the next repetition off: it is no interruption.</summary>
    private LogEntry EntryFor(string id, in News news, LogEntry? before, TimeSpan repeat, long nowMs)
    {
        long timeMs = news.Reason == NotifyReason.IncidentUpdated && before is not null ? before.TimeMs : nowMs;
        return new LogEntry(id, timeMs, timeMs + KeepMs(repeat), news.Firing, news.Resolved, IsPending: true, Previous: null)
        {
            Shown = news.Shown,
        };
    }

    /// <summary>An entry twice as old as the repeat interval can no longer hold a notification back.</summary>
    private long KeepMs(TimeSpan repeat) => (long)Math.Min(options.LogRetention.TotalMilliseconds, 2 * repeat.TotalMilliseconds);

    private static List<ulong> Fingerprints(List<FlushedAlert> alerts, bool resolved)
    {
        List<ulong> fingerprints = [];
        foreach (FlushedAlert alert in alerts)
        {
            if (alert.IsResolved == resolved) fingerprints.Add(alert.Alert.Fingerprint);
        }

        fingerprints.Sort();
        return fingerprints;
    }

    /// <summary>What an integration is to be told, or why not, and what the log will say of it.</summary>
    private readonly record struct News(
        NotifyReason Reason, HoldReason Hold, IReadOnlyList<ulong> Firing, IReadOnlyList<ulong> Resolved, ulong Shown);
}
