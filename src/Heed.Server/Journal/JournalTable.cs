using Microsoft.Data.Sqlite;

namespace Heed.Server.Journal;

/// <summary>
/// The journal's tables in the state database. Lines go after the retention, or when there are more than <see cref="MostRows"/>. Its
/// owner holds the lock of the connection.
/// </summary>
internal sealed class JournalTable
{
    /// <summary>About a gigabyte.</summary>
    public const long MostRows = 5_000_000;

    /// <summary>Deleting more at once would make a turn wait.</summary>
    private const int DeletedAtOnce = 20_000;

    private const long UpkeepMs = 3_600_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS journal (subject TEXT NOT NULL, time_ms INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_by_subject ON journal (subject, time_ms);
        CREATE INDEX IF NOT EXISTS journal_by_time ON journal (time_ms);
        CREATE TABLE IF NOT EXISTS journal_subjects (
            subject TEXT PRIMARY KEY, name TEXT NOT NULL, labels TEXT NOT NULL, last_ms INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_subjects_by_name ON journal_subjects (name, last_ms DESC);
        """;

    private const string DeleteOld = """
        DELETE FROM journal WHERE rowid IN (SELECT rowid FROM journal WHERE time_ms < $before ORDER BY time_ms LIMIT $limit);
        """;

    private const string DeleteExcess = """
        DELETE FROM journal WHERE rowid IN (
            SELECT rowid FROM journal WHERE rowid <= (SELECT MAX(rowid) FROM journal) - $most ORDER BY rowid LIMIT $limit);
        """;

    private const string DeleteSubjects = """
        DELETE FROM journal_subjects
        WHERE last_ms < $before AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.subject = journal_subjects.subject);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _nextUpkeepMs;

    public JournalTable(SqliteConnection connection)
    {
        _connection = connection;
        Execute(Schema);
        _insert = Command("INSERT INTO journal (subject, time_ms, kind, body) VALUES ($subject, $time, $kind, $body);");
        foreach (string name in (string[])["$subject", "$time", "$kind", "$body"]) _insert.Parameters.Add(new SqliteParameter(name, null));
    }

    public void Insert(JournalBatch batch, SqliteTransaction? transaction)
    {
        foreach (JournalSubject subject in batch.Subjects) Insert(subject, transaction);
        foreach (JournalRow row in batch.Rows) Insert(row, transaction);
    }

    public void Insert(in JournalRow row, SqliteTransaction? transaction)
    {
        _insert.Transaction = transaction;
        _insert.Parameters[0].Value = row.Subject;
        _insert.Parameters[1].Value = row.TimeMs;
        _insert.Parameters[2].Value = row.Kind;
        _insert.Parameters[3].Value = row.Body;
        _insert.ExecuteNonQuery();
    }

    /// <summary>Lets go what is too old or too much, once an hour of the engine's time and a bounded number of lines at once.</summary>
    public void Upkeep(long nowMs, TimeSpan retention)
    {
        if (nowMs < _nextUpkeepMs) return;
        _nextUpkeepMs = nowMs + UpkeepMs;
        long beforeMs = nowMs - (long)retention.TotalMilliseconds;
        int deleted = Execute(DeleteOld, ("$before", beforeMs), ("$limit", DeletedAtOnce));
        deleted += Execute(DeleteExcess, ("$most", MostRows), ("$limit", DeletedAtOnce));
        Execute(DeleteSubjects, ("$before", beforeMs));
        if (deleted >= DeletedAtOnce) _nextUpkeepMs = nowMs;
    }

    /// <summary>The newest lines of a subject up to a time, in order of time.</summary>
    public IReadOnlyList<JournalRow> Read(string subject, long toMs, int limit)
    {
        using SqliteCommand command = Command(
            """
            SELECT subject, time_ms, kind, body FROM journal WHERE subject = $subject AND time_ms <= $to
            ORDER BY time_ms DESC, rowid DESC LIMIT $limit;
            """,
            ("$subject", subject), ("$to", toMs), ("$limit", limit));
        using SqliteDataReader reader = command.ExecuteReader();
        List<JournalRow> rows = [];
        while (reader.Read())
        {
            rows.Add(new JournalRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
        }

        rows.Reverse();
        return rows;
    }

    /// <summary>The alerts of a name, or the one with a fingerprint; the latest first.</summary>
    public IReadOnlyList<JournalSubject> Find(string nameOrFingerprint, int limit)
    {
        using SqliteCommand command = Command(
            """
            SELECT subject, name, labels, last_ms FROM journal_subjects WHERE name = $name OR subject = $name
            ORDER BY last_ms DESC, subject LIMIT $limit;
            """,
            ("$name", nameOrFingerprint), ("$limit", limit));
        using SqliteDataReader reader = command.ExecuteReader();
        List<JournalSubject> subjects = [];
        while (reader.Read())
        {
            subjects.Add(new JournalSubject(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        }

        return subjects;
    }

    /// <summary>How often each name's alerts did something between two times.</summary>
    public IReadOnlyDictionary<string, int> CountByName(string kind, long fromMs, long toMs)
    {
        using SqliteCommand command = Command(
            """
            SELECT s.name, COUNT(*) FROM journal j JOIN journal_subjects s ON s.subject = j.subject
            WHERE j.kind = $kind AND j.time_ms >= $from AND j.time_ms < $to GROUP BY s.name;
            """,
            ("$kind", kind), ("$from", fromMs), ("$to", toMs));
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        while (reader.Read()) counts.Add(reader.GetString(0), reader.GetInt32(1));
        return counts;
    }

    private void Insert(in JournalSubject subject, SqliteTransaction? transaction)
    {
        using SqliteCommand command = Command(
            """
            INSERT INTO journal_subjects (subject, name, labels, last_ms) VALUES ($subject, $name, $labels, $last)
            ON CONFLICT (subject) DO UPDATE SET last_ms = excluded.last_ms;
            """,
            ("$subject", subject.Subject), ("$name", subject.Name), ("$labels", subject.Labels), ("$last", subject.LastMs));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
