using Heed.Alerting.Grouping;
using Heed.Alerting.Log;
using Heed.Alerting.State;

namespace Heed.Alerting.Dispatching;

/// <summary>Remembers which records of the state have to be written anew. Its owner holds the lock.</summary>
internal sealed class ChangedRecords
{
    private readonly HashSet<ulong> _alerts = [];

    /// <summary>Of these nothing changed but that they are repeated.</summary>
    private readonly HashSet<ulong> _repeated = [];
    private readonly HashSet<(string Key, string Receiver)> _groups = [];

    public void Alert(ulong fingerprint) => _alerts.Add(fingerprint);

    public void Repeated(ulong fingerprint) => _repeated.Add(fingerprint);

    public void Group(AggregationGroup group) => _groups.Add((group.Key, group.Receiver.Name));

    /// <summary>Adds what changed since the last call, ordered by kind and key: alerts to the pages, the others as records of their own.</summary>
    public void Collect(AlertStore alerts, GroupTable groups, NotificationLog log, StatePages pages, List<AlertingChange> changes)
    {
        foreach (ulong fingerprint in _alerts.Order())
        {
            if (alerts.Find(fingerprint) is { } active) pages.Alert(active);
            else pages.AlertGone(fingerprint);
        }

        foreach (ulong fingerprint in _repeated.Order())
        {
            if (!_alerts.Contains(fingerprint) && alerts.Find(fingerprint) is { } active) pages.AlertRepeated(active);
        }

        IEnumerable<(string Key, string Receiver)> ordered =
            _groups.OrderBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Receiver, StringComparer.Ordinal);
        foreach ((string key, string receiver) in ordered)
        {
            AggregationGroup? group = groups.Find(key).FirstOrDefault(g => g.Receiver.Name == receiver);
            changes.Add(new AlertingChange(
                AlertingRecordKind.Group, GroupRecord.IdOf(key, receiver), group is null ? null : StateRecords.ToRecord(group)));
        }

        _alerts.Clear();
        _repeated.Clear();
        _groups.Clear();
        CollectLog(log, changes);
    }

    private static void CollectLog(NotificationLog log, List<AlertingChange> changes)
    {
        List<LogKey> keys = [];
        log.TakeChanged(keys);
        List<AlertingChange> found = [];
        foreach (LogKey key in keys)
        {
            LogRecord? record = log.Peek(key) is { } entry ? StateRecords.ToRecord(key, entry) : null;
            found.Add(new AlertingChange(AlertingRecordKind.Log, LogRecord.IdOf(key), record));
        }

        changes.AddRange(found.OrderBy(c => c.Key, StringComparer.Ordinal));
    }
}
