using Heed.Alerting.Incidents;

namespace Heed.Alerting.Dispatching;

/// <content>
/// Incidents: what they are, and what people do with them. To be called on the engine's turn, so that the same history gives the same
/// incidents. Times are the engine's.
/// </content>
public sealed partial class AlertDispatcher
{
    private readonly List<IIncidentWatcher> _watchers = [];

    public IncidentCounters IncidentCounters
    {
        get
        {
            lock (_gate) return _incidents?.Counters ?? default;
        }
    }

    /// <summary>Those that have opened and are not long closed, ordered by when they began and then by id.</summary>
    public IReadOnlyList<Incident> Incidents()
    {
        lock (_gate)
        {
            if (_incidents is null) return [];
            IEnumerable<OpenIncident> opened = _incidents.All.Where(i => i.OpenedAtMs is not null);
            return [.. opened.Select(i => i.ToIncident(_nowMs)).OrderBy(i => i.StartedAtMs).ThenBy(i => i.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>How many somebody is to look at or has, of each model and severity that has any.</summary>
    public Dictionary<(string Model, AlertSeverity Severity, IncidentState State), int> IncidentsOn()
    {
        Dictionary<(string, AlertSeverity, IncidentState), int> counts = [];
        lock (_gate)
        {
            foreach (OpenIncident incident in _incidents?.All ?? [])
            {
                if (incident.State is not (IncidentState.Open or IncidentState.Acknowledged)) continue;
                (string, AlertSeverity, IncidentState) key = (incident.Model, incident.Severity, incident.State);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts;
    }

    /// <summary>Null for one that is not known, only gathers, or was closed too long ago.</summary>
    public Incident? FindIncident(string id)
    {
        lock (_gate) return _incidents?.Find(id) is { OpenedAtMs: not null } incident ? incident.ToIncident(_nowMs) : null;
    }

    /// <summary>The id of the incident that an alert belongs to or belonged to last; empty for none.</summary>
    public string IncidentOf(ulong fingerprint)
    {
        lock (_gate) return _alerts.Find(fingerprint)?.Link?.Incident.Id ?? "";
    }

    /// <summary>From now on, for good; before the engine's first work.</summary>
    public void Watch(IIncidentWatcher watcher) => _watchers.Add(watcher);

    /// <summary>A person has it: nothing is repeated, escalation waits.</summary>
    public IncidentOutcome Acknowledge(string id, string who, long timeMs, string note) =>
        Change(timeMs, (book, now) => book.Acknowledge(id, who, now, note));

    /// <summary>Nobody has it any more.</summary>
    public IncidentOutcome Unacknowledge(string id, string who, long timeMs, string note) =>
        Change(timeMs, (book, now) => book.Unacknowledge(id, who, now, note));

    public IncidentOutcome Comment(string id, string who, long timeMs, string text) =>
        Change(timeMs, (book, now) => book.Comment(id, who, now, text));

    /// <summary>A later verdict replaces an earlier one; <see cref="IncidentVerdict.None"/> takes it back.</summary>
    public IncidentOutcome Judge(string id, IncidentVerdict verdict, string who, long timeMs, string note) =>
        Change(timeMs, (book, now) => book.Judge(id, verdict, who, now, note));

    /// <summary>
    /// A person says that it is over, whatever still fires: nothing is repeated, and a new alert of the model opens it again.
    /// </summary>
    public IncidentOutcome ResolveIncident(string id, string who, long timeMs, string note) =>
        Change(timeMs, (book, now) => book.Resolve(id, who, now, note));

    private IncidentOutcome Change(long timeMs, Func<IncidentBook, long, IncidentOutcome> change)
    {
        IncidentOutcome outcome;
        lock (_gate)
        {
            if (_incidents is null) return IncidentOutcome.Unknown;
            _nowMs = Math.Max(_nowMs, timeMs);
            outcome = change(_incidents, _nowMs);
            if (outcome == IncidentOutcome.Done) _revision++;
        }

        TellWatchers();
        return outcome;
    }

    private void Follow_NeedsLock(long nowMs)
    {
        if (_incidents is null || _incidents.NextDueMs() > nowMs) return;
        _incidents.Run(nowMs);
        _revision++;
    }

    /// <summary>Whether an alert is about to raise what people know of: it does not wait for the group's interval.</summary>
    private static bool RaisesSeverity(ActiveAlert active, long nowMs) =>
        active.Link is { Standing: AlertStanding.Waiting, Incident.OpenedAtMs: not null } link
        && !active.Alert.IsResolvedAt(nowMs)
        && (link.Incident.ResolvedBy.Length > 0 || !link.Incident.Covers(link.Severity, nowMs));

    private void TellWatchers()
    {
        IReadOnlyList<IncidentEvent> events;
        lock (_gate) events = _incidents?.TakeEvents() ?? [];
        foreach (IncidentEvent happened in events)
        {
            foreach (IIncidentWatcher watcher in _watchers) watcher.On(happened);
        }
    }
}
