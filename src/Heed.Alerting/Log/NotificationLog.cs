namespace Heed.Alerting.Log;

/// <summary>
/// Remembers what each integration was told about each group, so that nobody is told twice. An entry stands as soon as the sink
/// took the notification and is taken back when the delivery fails. Its owner holds the lock.
/// </summary>
public sealed class NotificationLog
{
    /// <summary>
    /// How many undelivered notifications of one group and integration can be taken back one by one; older ones are taken for
    /// delivered.
    /// </summary>
    public const int MaxPendingDepth = 8;

    private readonly Dictionary<LogKey, LogEntry> _entries = [];
    private readonly Dictionary<string, LogKey> _pending = [];
    private readonly HashSet<LogKey> _changed = [];

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<LogKey, LogEntry>> Entries => _entries;

    /// <summary>The entry that holds at a time; null where there is none or it is too old.</summary>
    public LogEntry? Find(in LogKey key, long nowMs) =>
        _entries.TryGetValue(key, out LogEntry? entry) && entry.ExpiresAtMs > nowMs ? entry : null;

    public void Write(in LogKey key, LogEntry entry)
    {
        LogEntry? previous = entry.IsPending ? Cut(_entries.GetValueOrDefault(key), MaxPendingDepth) : null;
        _entries[key] = entry with { Previous = previous };
        _changed.Add(key);
        if (entry.IsPending) _pending[entry.NotificationId] = key;
    }

    /// <summary>An entry goes on holding back what it would hold back, at least until a time.</summary>
    public void Keep(in LogKey key, long untilMs)
    {
        if (!_entries.TryGetValue(key, out LogEntry? entry) || entry.ExpiresAtMs >= untilMs) return;
        _entries[key] = entry with { ExpiresAtMs = untilMs };
        _changed.Add(key);
    }

    /// <summary>The delivery ended well; false for a notification that is not pending.</summary>
    public bool Confirm(string notificationId, out LogKey key) => Settle(notificationId, failed: false, out key);

    /// <summary>The delivery failed: what stood before stands again; false for a notification that is not pending.</summary>
    public bool TakeBack(string notificationId, out LogKey key) => Settle(notificationId, failed: true, out key);

    public void Forget(long nowMs)
    {
        List<LogKey> old = [.. _entries.Where(e => e.Value.ExpiresAtMs <= nowMs && !e.Value.IsPending).Select(e => e.Key)];
        foreach (LogKey key in old)
        {
            _entries.Remove(key);
            _changed.Add(key);
        }
    }

    /// <summary>Moves the keys whose entries changed since the last call to a list.</summary>
    public void TakeChanged(List<LogKey> keys)
    {
        keys.AddRange(_changed);
        _changed.Clear();
    }

    /// <summary>Null where there is none, whatever its age.</summary>
    public LogEntry? Peek(in LogKey key) => _entries.GetValueOrDefault(key);

    public void Restore(IEnumerable<KeyValuePair<LogKey, LogEntry>> entries)
    {
        _entries.Clear();
        _pending.Clear();
        foreach ((LogKey key, LogEntry entry) in entries)
        {
            _entries[key] = entry;
            for (LogEntry? each = entry; each is not null; each = each.Previous)
            {
                if (each.IsPending) _pending[each.NotificationId] = key;
            }
        }
    }

    private bool Settle(string notificationId, bool failed, out LogKey key)
    {
        if (!_pending.Remove(notificationId, out key)) return false;
        LogEntry? settled = _entries.TryGetValue(key, out LogEntry? entry) ? Settle(entry, notificationId, failed) : null;
        _changed.Add(key);
        if (settled is null) _entries.Remove(key);
        else _entries[key] = settled;
        return true;
    }

    private static LogEntry? Settle(LogEntry entry, string notificationId, bool failed)
    {
        if (entry.NotificationId == notificationId) return failed ? entry.Previous : entry with { IsPending = false, Previous = null };
        return entry.Previous is null ? entry : entry with { Previous = Settle(entry.Previous, notificationId, failed) };
    }

    private LogEntry? Cut(LogEntry? entry, int depth)
    {
        if (entry is null) return null;
        if (depth > 1) return entry with { Previous = Cut(entry.Previous, depth - 1) };
        _pending.Remove(entry.NotificationId);
        return entry with { IsPending = false, Previous = null };
    }
}
