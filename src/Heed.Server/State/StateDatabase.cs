using Heed.Alerting.Notifications;
using Heed.Server.Journal;

using Microsoft.Data.Sqlite;

namespace Heed.Server.State;

/// <summary>
/// What has to survive a restart besides events and series: rule states, the notification log and the outbox, in one SQLite file.
/// One lock; every method is one transaction that is on the disk when it returns.
/// </summary>
public sealed class StateDatabase : IDisposable
{
    private const int SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE documents (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key));
        CREATE TABLE notifications (
            id TEXT PRIMARY KEY, time_ms INTEGER NOT NULL, receiver TEXT NOT NULL, integration TEXT NOT NULL, body TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL, sent_at_ms INTEGER, error TEXT, title TEXT NOT NULL, text TEXT NOT NULL);
        CREATE INDEX notifications_by_time ON notifications (time_ms DESC);
        CREATE INDEX notifications_pending ON notifications (state) WHERE state = 'pending';
        """;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private SqliteCommand? _upsert;
    private SqliteCommand? _delete;
    private JournalTable? _journal;
    private AlertPageTable? _pages;

    static StateDatabase() => SQLitePCL.Batteries_V2.Init();

    private StateDatabase(SqliteConnection connection) => _connection = connection;

    /// <param name="path">The file; null for one in memory that ends with the process.</param>
    /// <exception cref="InvalidDataException">The file is of a newer version of Heed.</exception>
    public static StateDatabase Open(string? path)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path ?? ":memory:", Pooling = false };
        SqliteConnection connection = new(settings.ToString());
        connection.Open();
        StateDatabase database = new(connection);
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        long version = database.Scalar("PRAGMA user_version;");
        if (version > SchemaVersion) throw new InvalidDataException($"expected state of version {SchemaVersion} at most in {path}, found {version}");
        if (version == 0) database.Execute($"BEGIN; {Schema} PRAGMA user_version = {SchemaVersion}; COMMIT;");
        return database;
    }

    /// <summary>Made when it is first needed, behind the tables of this version.</summary>
    private JournalTable Journal_NeedsLock => _journal ??= new JournalTable(_connection);

    private AlertPageTable Pages_NeedsLock => _pages ??= new AlertPageTable(_connection);

    /// <summary>Every document of a kind.</summary>
    public IReadOnlyDictionary<string, string> ReadDocuments(string kind)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock("SELECT key, body FROM documents WHERE kind = $kind;", ("$kind", kind));
            using SqliteDataReader reader = command.ExecuteReader();
            Dictionary<string, string> documents = [];
            while (reader.Read()) documents.Add(reader.GetString(0), reader.GetString(1));
            return documents;
        }
    }

    /// <summary>The bodies of a kind whose keys are not below one, ordered by key.</summary>
    public IReadOnlyList<string> ReadDocumentsFrom(string kind, string fromKey)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(
                "SELECT body FROM documents WHERE kind = $kind AND key >= $key ORDER BY key;", ("$kind", kind), ("$key", fromKey));
            using SqliteDataReader reader = command.ExecuteReader();
            List<string> bodies = [];
            while (reader.Read()) bodies.Add(reader.GetString(0));
            return bodies;
        }
    }

    /// <summary>The body of a closed incident; null where it is not kept.</summary>
    public string? FindClosedIncident(string id)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(
                "SELECT body FROM documents WHERE kind = $kind AND substr(key, $from) = $id;",
                ("$kind", AlertingDocuments.ClosedIncidents), ("$from", AlertingDocuments.ClosedKey(0, "").Length + 1), ("$id", id));
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>Writes all of it or nothing.</summary>
    /// <param name="changes">Documents.</param>
    /// <param name="pages">Alerts and open incidents.</param>
    /// <param name="entries">Notices that were decided.</param>
    /// <param name="ended">Notices whose delivery has ended.</param>
    /// <param name="journal">What was decided, and why.</param>
    public void Save(
        IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, IReadOnlyList<OutboxEntry> entries, IReadOnlyList<OutboxEnd> ended, JournalBatch journal)
    {
        if (ended.Count > 0) journal = journal with { Rows = [.. journal.Rows, .. ended.Select(e => e.Row)] };
        if (changes.Count == 0 && pages.IsEmpty && entries.Count == 0 && journal.IsEmpty) return;
        Write(transaction =>
        {
            foreach (DocumentChange change in changes) Apply_NeedsLock(change, transaction);
            if (!pages.IsEmpty) Pages_NeedsLock.Insert(pages, transaction);
            foreach (OutboxEntry entry in entries) Insert_NeedsLock(entry);
            foreach (OutboxEnd end in ended) Update_NeedsLock(end.Entry);
            Journal_NeedsLock.Insert(journal, transaction);
        });
    }

    /// <summary>Shows every page of alerts with the time when it was saved, in order.</summary>
    internal void VisitAlertPages(Action<long, byte[]> visit)
    {
        lock (_gate) Pages_NeedsLock.Visit(visit);
    }

    /// <summary>Asks the journal.</summary>
    internal T AskJournal<T>(Func<JournalTable, T> question)
    {
        lock (_gate) return question(Journal_NeedsLock);
    }

    /// <summary>Lets go what is older than the retention: lines of the journal, closed incidents.</summary>
    internal void Upkeep(long nowMs, TimeSpan retention)
    {
        lock (_gate)
        {
            if (!Journal_NeedsLock.Upkeep(nowMs, retention)) return;
            string before = AlertingDocuments.ClosedKey(Math.Max(0, nowMs - (long)retention.TotalMilliseconds), "");
            using SqliteCommand command = Command_NeedsLock(
                "DELETE FROM documents WHERE kind = $kind AND key < $key;", ("$kind", AlertingDocuments.ClosedIncidents), ("$key", before));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Records how a delivery goes that has not ended.</summary>
    public void Update(OutboxEntry entry)
    {
        lock (_gate) Update_NeedsLock(entry);
    }

    /// <summary>The newest entries, newest first.</summary>
    public IReadOnlyList<OutboxEntry> ReadNewest(int limit) => Read("ORDER BY time_ms DESC, rowid DESC LIMIT $limit", ("$limit", limit));

    /// <summary>Shows the newest notifications between two times, newest first; returns how many it showed.</summary>
    public int VisitNotifications(long fromMs, long toMs, int limit, Action<Notification> visit)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(
                "SELECT body FROM notifications WHERE time_ms >= $from AND time_ms < $to ORDER BY time_ms DESC LIMIT $limit;",
                ("$from", fromMs), ("$to", toMs), ("$limit", limit));
            using SqliteDataReader reader = command.ExecuteReader();
            int shown = 0;
            for (; reader.Read(); shown++) visit(OutboxEntry.Parse(reader.GetString(0)));
            return shown;
        }
    }

    /// <summary>What is still to be sent, oldest first.</summary>
    public IReadOnlyList<OutboxEntry> ReadPending() => Read("WHERE state = 'pending' ORDER BY time_ms, rowid");

    /// <summary>Deletes entries that are older than a time and not pending.</summary>
    public void DeleteBefore(long timeMs)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(
                "DELETE FROM notifications WHERE time_ms < $time AND state <> 'pending';", ("$time", timeMs));
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>One transaction: all of it is on the disk when this returns, or nothing.</summary>
    private void Write(Action<SqliteTransaction> write)
    {
        lock (_gate)
        {
            // Their tables outlive a transaction that fails.
            (JournalTable journal, _) = (Journal_NeedsLock, Pages_NeedsLock);
            using SqliteTransaction transaction = _connection.BeginTransaction();
            try
            {
                write(transaction);
                transaction.Commit();
            }
            catch
            {
                transaction.Rollback();
                journal.Count();
                throw;
            }
        }
    }

    private List<OutboxEntry> Read(string rest, params (string Name, object? Value)[] parameters)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(
                "SELECT body, state, attempts, sent_at_ms, error, title, text FROM notifications " + rest + ";", parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            List<OutboxEntry> entries = [];
            while (reader.Read())
            {
                entries.Add(new OutboxEntry(OutboxEntry.Parse(reader.GetString(0)), reader.GetString(5), reader.GetString(6))
                {
                    State = DeliveryStates.Parse(reader.GetString(1)),
                    Attempts = reader.GetInt32(2),
                    SentAtMs = reader.IsDBNull(3) ? null : reader.GetInt64(3),
                    Error = reader.IsDBNull(4) ? null : reader.GetString(4),
                });
            }

            return entries;
        }
    }

    /// <summary>One prepared command for all: a turn may write a hundred thousand.</summary>
    private void Apply_NeedsLock(DocumentChange change, SqliteTransaction transaction)
    {
        _upsert ??= Command_NeedsLock(
            "INSERT INTO documents (kind, key, body) VALUES ($kind, $key, $body) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body;",
            ("$kind", ""), ("$key", ""), ("$body", ""));
        _delete ??= Command_NeedsLock("DELETE FROM documents WHERE kind = $kind AND key = $key;", ("$kind", ""), ("$key", ""));
        SqliteCommand command = change.Body is null ? _delete : _upsert;
        command.Transaction = transaction;
        command.Parameters[0].Value = change.Kind;
        command.Parameters[1].Value = change.Key;
        if (change.Body is not null) command.Parameters[2].Value = change.Body;
        command.ExecuteNonQuery();
    }

    private void Update_NeedsLock(OutboxEntry entry)
    {
        using SqliteCommand command = Command_NeedsLock(
            "UPDATE notifications SET state = $state, attempts = $attempts, sent_at_ms = $sent, error = $error WHERE id = $id;",
            ("$state", entry.State.Word()), ("$attempts", entry.Attempts), ("$sent", entry.SentAtMs), ("$error", entry.Error), ("$id", entry.Notification.Id));
        command.ExecuteNonQuery();
    }

    private void Insert_NeedsLock(OutboxEntry entry)
    {
        using SqliteCommand command = Command_NeedsLock(
            """
            INSERT INTO notifications (id, time_ms, receiver, integration, body, state, attempts, title, text)
            VALUES ($id, $time, $receiver, $integration, $body, $state, 0, $title, $text) ON CONFLICT (id) DO NOTHING;
            """,
            ("$id", entry.Notification.Id), ("$time", entry.Notification.TimeMs), ("$receiver", entry.Notification.Receiver),
            ("$integration", entry.Notification.Integration.ToString()), ("$body", entry.ToJson()), ("$state", entry.State.Word()),
            ("$title", entry.Title), ("$text", entry.Text));
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command_NeedsLock(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private void Execute(string sql)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(sql);
            command.ExecuteNonQuery();
        }
    }

    private long Scalar(string sql)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command_NeedsLock(sql);
            return (long)command.ExecuteScalar()!;
        }
    }
}
