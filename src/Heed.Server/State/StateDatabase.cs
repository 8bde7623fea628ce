using System.Data.Common;

using Heed.Alerting.Notifications;
using Heed.Server.Journal;

namespace Heed.Server.State;

/// <summary>
/// What has to survive a restart besides events and series: rule states, alerts, the notification log and the outbox. In one SQLite file,
/// or in a PostgreSQL that two servers share. Every write is one transaction that is on the disk when it returns.
/// </summary>
public sealed class StateDatabase : IDisposable
{
    private static readonly StateSql Documents = new("SELECT key, body FROM documents WHERE kind = @kind;", "@kind");

    private static readonly StateSql DocumentsFrom = new(
        "SELECT body FROM documents WHERE kind = @kind AND key >= @key ORDER BY key;", "@kind", "@key");

    private static readonly StateSql DocumentBehind = new(
        "SELECT body FROM documents WHERE kind = @kind AND substr(key, @from) = @id;", "@kind", "@from", "@id");

    private static readonly StateSql Upsert = new(
        "INSERT INTO documents (kind, key, body) VALUES (@kind, @key, @body) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body;",
        "@kind", "@key", "@body");

    private static readonly StateSql Delete = new("DELETE FROM documents WHERE kind = @kind AND key = @key;", "@kind", "@key");

    private static readonly StateSql DeleteBelow = new("DELETE FROM documents WHERE kind = @kind AND key < @key;", "@kind", "@key");

    private static readonly StateSql InsertNotice = new(
        """
        INSERT INTO notifications (id, time_ms, receiver, integration, body, state, attempts, title, text)
        VALUES (@id, @time, @receiver, @integration, @body, @state, 0, @title, @text) ON CONFLICT (id) DO NOTHING;
        """,
        "@id", "@time", "@receiver", "@integration", "@body", "@state", "@title", "@text");

    private static readonly StateSql UpdateNotice = new(
        "UPDATE notifications SET state = @state, attempts = @attempts, sent_at_ms = @sent, error = @error WHERE id = @id;",
        "@state", "@attempts", "@sent", "@error", "@id");

    private static readonly StateSql DeleteNotices = new("DELETE FROM notifications WHERE time_ms < @time AND state <> 'pending';", "@time");

    private static readonly StateSql NewestNotices = new(NoticeColumns + "ORDER BY time_ms DESC, rowid DESC LIMIT @limit;", "@limit");

    private static readonly StateSql PendingNotices = new(NoticeColumns + "WHERE state = 'pending' ORDER BY time_ms, rowid;");

    private static readonly StateSql NoticesBetween = new(
        "SELECT body FROM notifications WHERE time_ms >= @from AND time_ms < @to ORDER BY time_ms DESC LIMIT @limit;", "@from", "@to", "@limit");

    private const string NoticeColumns = "SELECT body, state, attempts, sent_at_ms, error, title, text FROM notifications ";

    private readonly IStateStore _store;
    private readonly JournalTable _journal;

    /// <summary>Blocks of the journal are numbered by the one before: in a database that writes side by side, one is written at a time.</summary>
    private readonly Lock _numbering = new();

    internal StateDatabase(IStateStore store)
    {
        _store = store;
        _journal = new JournalTable(store);
    }

    /// <param name="path">The file; null for one in memory that ends with the process.</param>
    /// <exception cref="InvalidDataException">The file is of a newer version of Heed, or of one that is too old.</exception>
    public static StateDatabase Open(string? path) => new(SqliteStore.Open(path));

    /// <summary>Every document of a kind.</summary>
    public IReadOnlyDictionary<string, string> ReadDocuments(string kind) => _store.Read(Documents.With(kind), reader =>
    {
        Dictionary<string, string> documents = [];
        while (reader.Read()) documents.Add(reader.GetString(0), reader.GetString(1));
        return documents;
    });

    /// <summary>The bodies of a kind whose keys are not below one, ordered by key.</summary>
    public IReadOnlyList<string> ReadDocumentsFrom(string kind, string fromKey) => _store.Read(DocumentsFrom.With(kind, fromKey), reader =>
    {
        List<string> bodies = [];
        while (reader.Read()) bodies.Add(reader.GetString(0));
        return bodies;
    });

    /// <summary>The body of a closed incident; null where it is not kept.</summary>
    public string? FindClosedIncident(string id)
    {
        StateStatement question = DocumentBehind.With(AlertingDocuments.ClosedIncidents, AlertingDocuments.ClosedKey(0, "").Length + 1, id);
        return _store.Read(question, reader => reader.Read() ? reader.GetString(0) : null);
    }

    /// <summary>Writes all of it or nothing.</summary>
    /// <param name="changes">Documents.</param>
    /// <param name="pages">Alerts and open incidents.</param>
    /// <param name="entries">Notices that were decided.</param>
    /// <param name="journal">What was decided, and why.</param>
    public WriteOutcome Save(
        IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, IReadOnlyList<OutboxEntry> entries, JournalBatch journal)
    {
        if (changes.Count == 0 && pages.IsEmpty && entries.Count == 0 && journal.IsEmpty) return WriteOutcome.Kept;
        WriteOutcome outcome;
        lock (_numbering) outcome = _store.Write(Statements(changes, pages, entries, journal), out _);
        if (outcome == WriteOutcome.Kept) _journal.Written(journal.Rows.Count);
        return outcome;
    }

    /// <summary>Shows every page of alerts with the time when it was saved, in order.</summary>
    internal void VisitAlertPages(Action<long, byte[]> visit) => AlertPageTable.Visit(_store, visit);

    /// <summary>Asks the journal.</summary>
    internal T AskJournal<T>(Func<JournalTable, T> question) => question(_journal);

    /// <summary>Lets go what is older than the retention: lines of the journal, closed incidents.</summary>
    internal void Upkeep(long nowMs, TimeSpan retention)
    {
        if (!_journal.Upkeep(nowMs, retention)) return;
        string before = AlertingDocuments.ClosedKey(Math.Max(0, nowMs - (long)retention.TotalMilliseconds), "");
        _store.Write([DeleteBelow.With(AlertingDocuments.ClosedIncidents, before)], out _);
    }

    /// <summary>Records how a delivery went; with a line in the journal where that is its end.</summary>
    /// <param name="entry">As it stands now.</param>
    /// <param name="ended">The journal's line; null while it goes on.</param>
    public WriteOutcome Update(OutboxEntry entry, JournalRow? ended = null)
    {
        StateStatement update = UpdateNotice.With(entry.State.Word(), entry.Attempts, entry.SentAtMs, entry.Error, entry.Notification.Id);
        if (ended is not { } row) return _store.Write([update], out _);
        WriteOutcome outcome;
        lock (_numbering) outcome = _store.Write([update, .. JournalTable.Insert(new JournalBatch([], [row], row.TimeMs))], out _);
        if (outcome == WriteOutcome.Kept) _journal.Written(1);
        return outcome;
    }

    /// <summary>The newest entries, newest first.</summary>
    public IReadOnlyList<OutboxEntry> ReadNewest(int limit) => _store.Read(NewestNotices.With(limit), ReadEntries);

    /// <summary>Shows the newest notifications between two times, newest first; returns how many it showed.</summary>
    public int VisitNotifications(long fromMs, long toMs, int limit, Action<Notification> visit) =>
        _store.Read(NoticesBetween.With(fromMs, toMs, limit), reader =>
        {
            int shown = 0;
            for (; reader.Read(); shown++) visit(OutboxEntry.Parse(reader.GetString(0)));
            return shown;
        });

    /// <summary>What is still to be sent, oldest first.</summary>
    public IReadOnlyList<OutboxEntry> ReadPending() => _store.Read(PendingNotices.With(), ReadEntries);

    /// <summary>Deletes entries that are older than a time and not pending.</summary>
    public void DeleteBefore(long timeMs) => _store.Write([DeleteNotices.With(timeMs)], out _);

    public void Dispose() => _store.Dispose();

    private static IEnumerable<StateStatement> Statements(
        IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, IReadOnlyList<OutboxEntry> entries, JournalBatch journal)
    {
        foreach (StateStatement page in AlertPageTable.Insert(pages)) yield return page;
        foreach (DocumentChange change in changes)
        {
            yield return change.Body is null ? Delete.With(change.Kind, change.Key) : Upsert.With(change.Kind, change.Key, change.Body);
        }

        foreach (OutboxEntry entry in entries)
        {
            Notification notice = entry.Notification;
            yield return InsertNotice.With(
                notice.Id, notice.TimeMs, notice.Receiver, notice.Integration.ToString(), entry.ToJson(), entry.State.Word(), entry.Title, entry.Text);
        }

        foreach (StateStatement line in JournalTable.Insert(journal)) yield return line;
    }

    private static List<OutboxEntry> ReadEntries(DbDataReader reader)
    {
        List<OutboxEntry> entries = [];
        while (reader.Read())
        {
            entries.Add(new OutboxEntry(OutboxEntry.Parse(reader.GetString(0)), reader.GetString(5), reader.GetString(6))
            {
                State = DeliveryStates.Parse(reader.GetString(1)),
                Attempts = (int)reader.GetInt64(2),
                SentAtMs = reader.IsDBNull(3) ? null : reader.GetInt64(3),
                Error = reader.IsDBNull(4) ? null : reader.GetString(4),
            });
        }

        return entries;
    }
}
