using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
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
            return new AlertingState(
                _nowMs,
                [.. _alerts.All.OrderBy(a => a.Alert.Labels).Select(StateRecords.ToRecord)],
                [.. _groups.InOrder.Select(StateRecords.ToRecord)],
                [.. _log.Entries.Select(e => StateRecords.ToRecord(e.Key, e.Value)).OrderBy(r => r.GroupKey, StringComparer.Ordinal)
                    .ThenBy(r => r.Receiver, StringComparer.Ordinal)
                    .ThenBy(r => r.Kind, StringComparer.Ordinal)
                    .ThenBy(r => r.Index)],
                ExportSilences())
            {
                Incidents = _incidents?.Export() ?? [],
            };
        }
    }

    /// <summary>
    /// Adds what changed since the last call, but for silences, of which there are few (<c>Silences.Revision</c>): alerts and open incidents
    /// as pages for <see cref="KeptPages"/>, the rest as records. Applied to what was collected before they give what
    /// <see cref="ExportState"/> says, but for the ends of alerts that are only repeated. Needs <c>DispatcherOptions.TracksChanges</c>.
    /// </summary>
    public void CollectChanges(List<AlertingChange> changes, List<byte[]> pages)
    {
        lock (_gate)
        {
            if (_changes is null) throw new InvalidOperationException("expected options with TracksChanges");
            _changes.Collect(_alerts, _groups, _log, _pages, changes);
            _incidents?.Collect(_pages, changes);
            _pages.Take(pages);
        }
    }

    /// <summary>
    /// Adds pages of every alert and open incident, which take the place of all pages before. What changed since changes were last collected
    /// is in them, too.
    /// </summary>
    public void CollectWhole(List<byte[]> pages)
    {
        lock (_gate)
        {
            foreach (ActiveAlert active in _alerts.All) _pages.Alert(active);
            _incidents?.Collect(_pages);
            _pages.Take(pages);
        }
    }

    /// <summary>All silences, as <see cref="ExportState"/> has them.</summary>
    public IReadOnlyList<SilenceRecord> ExportSilences() => [.. Silences.All.Select(StateRecords.ToRecord)];

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
            List<(ActiveAlert Active, AlertRecord Record)> alerts =
                [.. state.Alerts.Take(_options.MaxAlerts).Select(r => (Restore_NeedsLock(r, state.SavedAtMs, awayMs, nowMs), r))];
            Silences.Restore(state.Silences.Select(StateRecords.ToSilence));
            _log.Restore(state.Log.Select(r => KeyValuePair.Create(new LogKey(r.GroupKey, r.Receiver, new(r.Kind, r.Index)), r.Entry)));
            RestoreIncidents_NeedsLock(state.Incidents);
            RestoreGroups_NeedsLock(state.Groups, alerts, nowMs);
            if (state.Alerts.Count + state.Log.Count > 0) _nextMaintenanceMs = NextMaintenanceMs(nowMs);
            _revision++;
        }
    }

    /// <summary>An alert that is only repeated need not be written: after a restart it lives for as long as a repetition gives it.</summary>
    private void NoteChange_NeedsLock(ActiveAlert active, Alert? before, long nowMs)
    {
        if (_changes is null) return;
        Alert now = active.Alert;
        bool isRepetition = before is not null
            && !before.IsResolvedAt(nowMs)
            && !now.IsResolvedAt(nowMs)
            && before.StartsAtMs == now.StartsAtMs
            && before.Annotations == now.Annotations;
        if (isRepetition && active.IsRepeated) return;
        active.IsRepeated = isRepetition;
        if (isRepetition && before!.GeneratorUrl == now.GeneratorUrl) _changes.Repeated(now.Fingerprint);
        else _changes.Alert(now.Fingerprint);
    }

    /// <summary>What a flush takes for resolved because nobody repeats it is resolved after a restart, too.</summary>
    private void NoteTimeouts_NeedsLock(AggregationGroup group, long nowMs)
    {
        if (_changes is null && _journal is null) return;
        foreach (GroupMember member in group.Members.Values)
        {
            ActiveAlert active = member.Active;
            if (!active.Alert.IsResolvedAt(nowMs)) continue;
            if (!active.EndIsNoted) _journal?.Ended(active, active.Alert.EndsAtMs);
            active.EndIsNoted = true;
            if (!active.IsRepeated) continue;
            active.IsRepeated = false;
            _changes?.Alert(active.Alert.Fingerprint);
        }
    }

    private void NoteStep_NeedsLock(ActiveAlert active, Alert? before, long nowMs)
    {
        if (_journal is null) return;
        bool fires = !active.Alert.IsResolvedAt(nowMs);
        if (fires && (before is null || active.EndIsNoted || before.IsResolvedAt(nowMs))) _journal.Fired(active, nowMs);
        else if (!fires && before is not null && !active.EndIsNoted) _journal.Ended(active, nowMs);
        active.EndIsNoted = !fires;
    }

    private ActiveAlert Restore_NeedsLock(AlertRecord record, long savedAtMs, long awayMs, long nowMs)
    {
        Alert alert = StateRecords.ToAlert(record);
        long lifeMs = alert.EndsAtMs - alert.UpdatedAtMs;
        if (record.IsRepeated) alert = alert with { EndsAtMs = Math.Max(alert.EndsAtMs + awayMs, nowMs + lifeMs) };
        else if (!alert.IsResolvedAt(savedAtMs)) alert = alert with { EndsAtMs = alert.EndsAtMs + awayMs };
        ActiveAlert active = _alerts.Add(alert, record.IsTimeout);
        active.IsRepeated = record.IsRepeated;

        // The next restart counts from this one: what was taken out of a life now has to be kept.
        if (awayMs > 0 && !record.IsRepeated) _changes?.Alert(alert.Fingerprint);
        active.EndIsNoted = alert.IsResolvedAt(nowMs);
        _inhibitor.Update(alert);
        return active;
    }

    private void RestoreIncidents_NeedsLock(IReadOnlyList<IncidentRecord> records)
    {
        if (_incidents is null) return;
        _incidents.Restore(records, r => _alerts.Find(r.Labels.Fingerprint)?.Alert ?? StateRecords.ToAlert(r));
        foreach (OpenIncident incident in _incidents.All)
        {
            foreach (IncidentLink link in incident.Links)
            {
                if (link.IsDetached || _alerts.Find(link.Alert.Fingerprint) is not { } active) continue;
                if (active.Link is null or { Incident.IsClosed: true }) active.Link = link;
                foreach (Route route in active.Routes) incident.GroupLabels(route, link.Alert);
            }
        }
    }

    private void RestoreGroups_NeedsLock(
        IReadOnlyList<GroupRecord> records, List<(ActiveAlert Active, AlertRecord Record)> alerts, long nowMs)
    {
        Dictionary<string, int> pending = CountPending_NeedsLock();
        Dictionary<string, GroupRecord> groups = [];
        foreach (GroupRecord record in records) groups.TryAdd(record.Id, record);
        foreach ((ActiveAlert active, AlertRecord record) in alerts)
        {
            foreach (string id in record.Groups)
            {
                if (groups.TryGetValue(id, out GroupRecord? group)) RestoreMember_NeedsLock(group, active, pending, nowMs);
            }
        }

        // Alerts that routes changed since the state was saved lead elsewhere begin there like new ones.
        foreach ((ActiveAlert active, _) in alerts)
        {
            if (active.Alert.IsResolvedAt(nowMs)) continue;
            foreach (Route route in active.Routes)
            {
                if (active.GroupIn(route) is null) Join_NeedsLock(route, active, nowMs);
            }
        }
    }

    /// <summary>How many notices of each group are on their way.</summary>
    private Dictionary<string, int> CountPending_NeedsLock()
    {
        Dictionary<string, int> pending = [];
        foreach ((LogKey key, LogEntry entry) in _log.Entries)
        {
            for (LogEntry? each = entry; each is { IsPending: true }; each = each.Previous)
            {
                string group = GroupRecord.IdOf(key.GroupKey, key.Receiver);
                pending[group] = pending.GetValueOrDefault(group) + 1;
            }
        }

        return pending;
    }

    private void RestoreMember_NeedsLock(GroupRecord record, ActiveAlert active, Dictionary<string, int> pending, long nowMs)
    {
        foreach (Route route in active.Routes)
        {
            LabelSet labels = active.GroupLabels(route);
            bool isRoute = route.Settings.Receiver == record.Receiver
                && record.Key.StartsWith(route.Key + ":", StringComparison.Ordinal)
                && labels == LabelSet.From(record.Labels);
            if (!isRoute || active.GroupIn(route) is not null) continue;
            AggregationGroup? group = _groups.Find(route, labels);
            if (group is null)
            {
                group = _groups.Create(route, labels, Math.Max(record.DueMs, nowMs), record.Sequence);
                if (group is null) continue;
                group.HasFlushed = record.HasFlushed;
                group.LastFlushMs = record.LastFlushMs;
                group.Pending = pending.GetValueOrDefault(record.Id);
            }

            group.Add(active);
            group.Members[active.Alert.Fingerprint].WasFlushed = record.HasFlushed && active.Alert.UpdatedAtMs <= record.LastFlushMs;
        }
    }
}
