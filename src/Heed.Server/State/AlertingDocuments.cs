using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.State;

namespace Heed.Server.State;

/// <summary>
/// The state of alert routing in the database, a document a record: an alert, a group, a log entry, a silence, an incident. Only what
/// changed is written, so that a thousand alerts that go on firing cost nothing. Owned by the engine's owner.
/// </summary>
internal sealed class AlertingDocuments
{
    public const string OpenIncidents = "incident";
    public const string ClosedIncidents = "incident_closed";

    private const string Alerts = "alert";
    private const string Groups = "alert_group";
    private const string Log = "notice_log";
    private const string SavedAt = "alerting_time";

    /// <summary>How far the time of a restart may be off where nothing changed: less than an alert lives without a repetition.</summary>
    private const long SavedAtStepMs = 15_000;

    private readonly StateDatabase _database;
    private readonly AlertDispatcher _alerts;
    private readonly DocumentSet<SilenceRecord> _silences;
    private readonly List<AlertingChange> _changes = [];
    private long _revision;
    private long _silenceRevision;
    private long _savedAtMs;

    public AlertingDocuments(StateDatabase database, AlertDispatcher alerts)
    {
        _database = database;
        _alerts = alerts;
        _silences = new DocumentSet<SilenceRecord>("silence", database);
    }

    /// <summary>The key of a closed incident: in order of time.</summary>
    public static string ClosedKey(long closedAtMs, string id) => string.Create(CultureInfo.InvariantCulture, $"{closedAtMs:D15}-{id}");

    /// <summary>Hands over what was kept; before the engine's first work.</summary>
    public void Restore(long nowMs, TimeSpan closedFor)
    {
        IReadOnlyDictionary<string, string> saved = _database.ReadDocuments(SavedAt);
        if (saved.Count > 0)
        {
            string since = ClosedKey(Math.Max(0, nowMs - (long)closedFor.TotalMilliseconds), "");
            IEnumerable<IncidentRecord> closed = _database.ReadDocumentsFrom(ClosedIncidents, since).Select(Parse<IncidentRecord>);
            AlertingState state = new(
                JsonSerializer.Deserialize<long>(saved.Values.First()),
                Read<AlertRecord>(Alerts),
                Read<GroupRecord>(Groups),
                Read<LogRecord>(Log),
                _silences.Read())
            {
                Incidents = [.. Read<IncidentRecord>(OpenIncidents), .. closed],
            };
            _alerts.RestoreState(state, nowMs);
        }

        _changes.Clear();
        _alerts.CollectChanges(_changes);
        _revision = _alerts.Revision;
        _silenceRevision = _alerts.Silences.Revision;
    }

    /// <summary>What changed since the last call.</summary>
    public void Collect(long nowMs, List<DocumentChange> changes)
    {
        bool changed = _alerts.Revision is long revision && revision != _revision;
        if (changed) CollectRecords(changes);
        if (!changed && (_revision == 0 || nowMs - _savedAtMs < SavedAtStepMs)) return;
        _savedAtMs = nowMs;
        changes.Add(new DocumentChange(SavedAt, "last", JsonSerializer.Serialize(nowMs)));
    }

    private void CollectRecords(List<DocumentChange> changes)
    {
        _revision = _alerts.Revision;
        _alerts.CollectChanges(_changes);
        foreach (AlertingChange change in _changes) Add(change, changes);
        _changes.Clear();
        if (_alerts.Silences.Revision == _silenceRevision) return;
        _silenceRevision = _alerts.Silences.Revision;
        _silences.Replace(_alerts.ExportSilences(), s => s.Id, changes);
    }

    private static void Add(in AlertingChange change, List<DocumentChange> changes)
    {
        string? body = change.Record is null ? null : JsonSerializer.Serialize(change.Record, change.Record.GetType(), StateJson.Options);
        if (change.Record is IncidentRecord { ClosedAtMs: { } closedAtMs })
        {
            changes.Add(new DocumentChange(OpenIncidents, change.Key, null));
            changes.Add(new DocumentChange(ClosedIncidents, ClosedKey(closedAtMs, change.Key), body));
            return;
        }

        changes.Add(new DocumentChange(KindOf(change.Kind), change.Key, body));
    }

    private static string KindOf(AlertingRecordKind kind) => kind switch
    {
        AlertingRecordKind.Alert => Alerts,
        AlertingRecordKind.Group => Groups,
        AlertingRecordKind.Log => Log,
        _ => OpenIncidents,
    };

    private List<T> Read<T>(string kind) =>
        [.. _database.ReadDocuments(kind).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Parse<T>(d.Value))];

    private static T Parse<T>(string body) => JsonSerializer.Deserialize<T>(body, StateJson.Options)!;
}
