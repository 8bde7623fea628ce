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

    /// <summary>Writes all of it or nothing.</summary>
    public void Save(IReadOnlyList<DocumentChange> changes, IReadOnlyList<OutboxEntry> entries, JournalBatch journal)
    {
        if (changes.Count == 0 && entries.Count == 0 && journal.IsEmpty) return;
        lock (_gate)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            foreach (DocumentChange change in changes) Apply_NeedsLock(change, transaction);
            foreach (OutboxEntry entry in entries) Insert_NeedsLock(entry);
            Journal_NeedsLock.Insert(journal, transaction);
            transaction.Commit();
        }
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
            Journal_NeedsLock.Upkeep(nowMs, retention);
            string before = AlertingDocuments.ClosedKey(Math.Max(0, nowMs - (long)retention.TotalMilliseconds), "");
            using SqliteCommand command = Command_NeedsLock(
                "DELETE FROM documents WHERE kind = $kind AND key < $key;", ("$kind", AlertingDocuments.ClosedIncidents), ("$key", before));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Records how a delivery went; with a line in the journal where that is its end.</summary>
    /// <param name="entry">As it stands now.</param>
    /// <param name="ended">The journal's line; null while it goes on.</param>
    public void Update(OutboxEntry entry, JournalRow? ended = null)
    {
        lock (_gate)
        {
            if (ended is { } row) Journal_NeedsLock.Insert(row, null);
            using SqliteCommand command = Command_NeedsLock(
                "UPDATE notifications SET state = $state, attempts = $attempts, sent_at_ms = $sent, error = $error WHERE id = $id;",
                ("$state", entry.State.Word()), ("$attempts", entry.Attempts), ("$sent", entry.SentAtMs), ("$error", entry.Error), ("$id", entry.Notification.Id));
            command.ExecuteNonQuery();
        }
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
