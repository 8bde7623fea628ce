using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.State;

namespace Heed.Server.State;

/// <summary>
/// The state of alert routing in the database: alerts and open incidents as pages, a page a turn; a group, a log entry, a silence, a closed
/// incident as a document each. Only what changed is written, so that a thousand alerts that go on firing cost nothing. Owned by the
/// engine's owner.
/// </summary>
internal sealed class AlertingDocuments
{
    public const string ClosedIncidents = "incident_closed";
    public const string Silences = "silence";

    /// <summary>Pages of so many bytes more than twice what all alerts take are written anew: reading them takes under a second.</summary>
    public const long MostPageBytes = 32L << 20;

    private const string Groups = "alert_group";
    private const string Log = "notice_log";
    private const string SavedAt = "alerting_time";

    /// <summary>How far the time of a restart may be off where nothing changed: less than an alert lives without a repetition.</summary>
    private const long SavedAtStepMs = 15_000;

    private readonly StateDatabase _database;
    private readonly AlertDispatcher _alerts;
    private readonly DocumentSet<SilenceRecord> _silences;
    private readonly List<AlertingChange> _changes = [];
    private readonly List<byte[]> _pages = [];
    private bool _replacesAll;
    private long _pageBytes;
    private long _wholeBytes;
    private long _revision;
    private long _silenceRevision;
    private long _savedAtMs;

    public AlertingDocuments(StateDatabase database, AlertDispatcher alerts)
    {
        _database = database;
        _alerts = alerts;
        _silences = new DocumentSet<SilenceRecord>(Silences, database);
    }

    /// <summary>The key of a closed incident: in order of time.</summary>
    public static string ClosedKey(long closedAtMs, string id) => string.Create(CultureInfo.InvariantCulture, $"{closedAtMs:D15}-{id}");

    /// <summary>Hands over what was kept; before the engine's first work.</summary>
    public void Restore(long nowMs, TimeSpan closedFor)
    {
        KeptPages kept = new();
        long savedAtMs = 0;
        _database.VisitAlertPages((atMs, page) =>
        {
            kept.Apply(page);
            savedAtMs = atMs;
        });
        foreach (string saved in _database.ReadDocuments(SavedAt).Values) savedAtMs = Math.Max(savedAtMs, JsonSerializer.Deserialize<long>(saved));
        if (savedAtMs > 0)
        {
            string since = ClosedKey(Math.Max(0, nowMs - (long)closedFor.TotalMilliseconds), "");
            IEnumerable<IncidentRecord> closed = _database.ReadDocumentsFrom(ClosedIncidents, since).Select(Parse<IncidentRecord>);
            AlertingState state = new(savedAtMs, kept.Alerts, Read<GroupRecord>(Groups), Read<LogRecord>(Log), _silences.Read())
            {
                Incidents = [.. kept.Incidents, .. closed],
            };
            _alerts.RestoreState(state, nowMs);

            // What a restart makes of the alerts' lives is written at once, as a whole.
            _pageBytes = long.MaxValue;
        }

        _silenceRevision = _alerts.Silences.Revision;
        if (savedAtMs == 0) _revision = _alerts.Revision;
    }

    /// <summary>What changed since the last call, but for <see cref="WaitingPages"/>.</summary>
    public void Collect(long nowMs, List<DocumentChange> changes)
    {
        bool changed = _alerts.Revision is long revision && revision != _revision;
        if (changed) CollectRecords(changes);
        if (!changed && (_revision == 0 || nowMs - _savedAtMs < SavedAtStepMs)) return;
        _savedAtMs = nowMs;
        if (_pages.Count == 0) changes.Add(new DocumentChange(SavedAt, "last", JsonSerializer.Serialize(nowMs)));
    }

    /// <summary>Pages that are not kept yet, after <see cref="Collect"/>.</summary>
    public AlertPageBatch WaitingPages(long nowMs) =>
        _pages.Count == 0 && !_replacesAll ? AlertPageBatch.Empty : new AlertPageBatch(_pages, _replacesAll, nowMs);

    /// <summary>What waited is on the disk.</summary>
    public void PagesKept()
    {
        _pages.Clear();
        _replacesAll = false;
    }

    private void CollectRecords(List<DocumentChange> changes)
    {
        _revision = _alerts.Revision;
        int before = _pages.Count;
        _alerts.CollectChanges(_changes, _pages);
        foreach (AlertingChange change in _changes) Add(change, changes);
        _changes.Clear();
        for (int i = before; i < _pages.Count && _pageBytes < long.MaxValue; i++) _pageBytes += _pages[i].Length;
        if (_pageBytes > MostPageBytes + (2 * _wholeBytes)) ReplaceAll();
        if (_alerts.Silences.Revision == _silenceRevision) return;
        _silenceRevision = _alerts.Silences.Revision;
        _silences.Replace(_alerts.ExportSilences(), s => s.Id, changes);
    }

    private void ReplaceAll()
    {
        _pages.Clear();
        _alerts.CollectWhole(_pages);
        _replacesAll = true;
        _wholeBytes = _pages.Sum(p => (long)p.Length);
        _pageBytes = _wholeBytes;
    }

    private static void Add(in AlertingChange change, List<DocumentChange> changes)
    {
        string? body = change.Record is null ? null : JsonSerializer.Serialize(change.Record, change.Record.GetType(), StateJson.Options);
        (string kind, string key) = change switch
        {
            { Record: IncidentRecord closed } => (ClosedIncidents, ClosedKey(closed.ClosedAtMs ?? 0, change.Key)),
            { Kind: AlertingRecordKind.Group } => (Groups, change.Key),
            _ => (Log, change.Key),
        };
        changes.Add(new DocumentChange(kind, key, body));
    }

    private List<T> Read<T>(string kind) =>
        [.. _database.ReadDocuments(kind).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Parse<T>(d.Value))];

    private static T Parse<T>(string body) => JsonSerializer.Deserialize<T>(body, StateJson.Options)!;
}
