using Heed.Alerting.Grouping;
using Heed.Alerting.Log;
using Heed.Alerting.Routing;
using Heed.Alerting.State;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <content>What survives a restart.</content>
public sealed partial class AlertDispatcher
{
    public AlertingState ExportState()
    {
        lock (_gate)
        {
            List<ActiveAlert> alerts = [.. _alerts.All.OrderBy(a => a.Alert.Labels)];
            Dictionary<ulong, int> positions = [];
            for (int i = 0; i < alerts.Count; i++) positions[alerts[i].Alert.Fingerprint] = i;
            return new AlertingState(
                _nowMs,
                [.. alerts.Select(a => StateRecords.ToRecord(a.Alert, a.IsTimeout))],
                [.. _groups.InOrder.Select(g => ToRecord(g, positions))],
                [
                    .. _log.Entries.Select(ToRecord)
                        .OrderBy(r => r.GroupKey, StringComparer.Ordinal)
                        .ThenBy(r => r.Receiver, StringComparer.Ordinal)
                        .ThenBy(r => r.Kind, StringComparer.Ordinal)
                        .ThenBy(r => r.Index),
                ],
                [.. Silences.All.Select(StateRecords.ToRecord)]);
        }
    }

    /// <summary>
    /// Takes up where <see cref="ExportState"/> was called, in a dispatcher that has accepted nothing yet; routes may have changed
    /// since. Alerts live on for as long as they had when the state was saved: so none resolves, and none stops inhibiting
    /// another, only because nobody was there to repeat it. What was due in between is due now.
    /// </summary>
    public void RestoreState(AlertingState state, long nowMs)
    {
        lock (_gate)
        {
            if (_alerts.Count > 0) throw new InvalidOperationException($"expected a dispatcher without alerts, found {_alerts.Count}");
            long awayMs = Math.Max(0, nowMs - state.SavedAtMs);
            _nowMs = nowMs;
            List<ActiveAlert> alerts =
                [.. state.Alerts.Take(_options.MaxAlerts).Select(a => Restore_NeedsLock(a, state.SavedAtMs, awayMs))];
            Silences.Restore(state.Silences.Select(StateRecords.ToSilence));
            _log.Restore(state.Log.Select(r => KeyValuePair.Create(new LogKey(r.GroupKey, r.Receiver, new(r.Kind, r.Index)), r.Entry)));
            RestoreGroups_NeedsLock(state.Groups, alerts, nowMs);
            if (state.Alerts.Count + state.Log.Count > 0) _nextMaintenanceMs = NextMaintenanceMs(nowMs);
            _revision++;
        }
    }

    private static LogRecord ToRecord(KeyValuePair<LogKey, LogEntry> entry) =>
        new(entry.Key.GroupKey, entry.Key.Receiver, entry.Key.Integration.Kind, entry.Key.Integration.Index, entry.Value);

    private static GroupRecord ToRecord(AggregationGroup group, Dictionary<ulong, int> positions) => new(
        group.Key,
        group.Receiver.Name,
        StateRecords.ToRecord(group.Labels),
        group.DueMs,
        group.HasFlushed,
        group.LastFlushMs,
        [.. group.Members.Keys.Select(f => positions[f]).Order()]);

    private ActiveAlert Restore_NeedsLock(AlertRecord record, long savedAtMs, long awayMs)
    {
        Alert alert = StateRecords.ToAlert(record);
        if (!alert.IsResolvedAt(savedAtMs)) alert = alert with { EndsAtMs = alert.EndsAtMs + awayMs };
        ActiveAlert active = _alerts.Add(alert, record.IsTimeout);
        _inhibitor.Update(alert);
        return active;
    }

    private void RestoreGroups_NeedsLock(IReadOnlyList<GroupRecord> records, List<ActiveAlert> alerts, long nowMs)
    {
        Dictionary<string, int> pending = [];
        foreach ((LogKey key, LogEntry entry) in _log.Entries)
        {
            for (LogEntry? each = entry; each is { IsPending: true }; each = each.Previous)
            {
                string group = key.GroupKey + "\n" + key.Receiver;
                pending[group] = pending.GetValueOrDefault(group) + 1;
            }
        }

        HashSet<(Route, ulong)> joined = [];
        foreach (GroupRecord record in records)
        {
            foreach (int position in record.Alerts)
            {
                if (position < alerts.Count) RestoreMember_NeedsLock(record, alerts[position], pending, joined, nowMs);
            }
        }

        // Alerts that routes changed since the state was saved lead elsewhere begin there like new ones.
        foreach (ActiveAlert active in alerts)
        {
            if (active.Alert.IsResolvedAt(nowMs)) continue;
            foreach (Route route in active.Routes)
            {
                if (!joined.Contains((route, active.Alert.Fingerprint))) Join_NeedsLock(route, active, nowMs);
            }
        }
    }

    private void RestoreMember_NeedsLock(
        GroupRecord record, ActiveAlert active, Dictionary<string, int> pending, HashSet<(Route, ulong)> joined, long nowMs)
    {
        foreach (Route route in active.Routes)
        {
            LabelSet labels = route.GroupLabels(active.Alert.Labels);
            AggregationGroup? group = _groups.Find(route, labels);
            if (group is null
                && route.Settings.Receiver == record.Receiver
                && record.Key.StartsWith(route.Key + ":", StringComparison.Ordinal)
                && labels == LabelSet.From(record.Labels))
            {
                group = _groups.Create(route, labels, Math.Max(record.DueMs, nowMs));
                if (group is null) continue;
                group.HasFlushed = record.HasFlushed;
                group.LastFlushMs = record.LastFlushMs;
                group.Pending = pending.GetValueOrDefault(group.Key + "\n" + record.Receiver);
            }

            if (group is null || group.Key != record.Key || group.Receiver.Name != record.Receiver) continue;
            group.Add(active);
            group.Members[active.Alert.Fingerprint].WasFlushed = record.HasFlushed && active.Alert.UpdatedAtMs <= record.LastFlushMs;
            joined.Add((route, active.Alert.Fingerprint));
        }
    }
}
