using Heed.Server.State;

namespace Heed.Server.Journal;

/// <summary>The journal's tables in the state database. Lines go after the retention, or when there are more than <see cref="MostRows"/>.</summary>
internal sealed class JournalTable(IStateStore store)
{
    /// <summary>About a gigabyte.</summary>
    public const long MostRows = 5_000_000;

    /// <summary>Deleting more at once would make a turn wait.</summary>
    private const int DeletedAtOnce = 20_000;

    private const long UpkeepMs = 3_600_000;

    private static readonly StateSql InsertRow = new(
        "INSERT INTO journal (subject, time_ms, kind, body) VALUES (@subject, @time, @kind, @body);", "@subject", "@time", "@kind", "@body");

    private static readonly StateSql InsertSubject = new(
        """
        INSERT INTO journal_subjects (subject, name, labels, last_ms) VALUES (@subject, @name, @labels, @last)
        ON CONFLICT (subject) DO UPDATE SET last_ms = excluded.last_ms;
        """,
        "@subject", "@name", "@labels", "@last");

    private static readonly StateSql DeleteOld = new(
        "DELETE FROM journal WHERE rowid IN (SELECT rowid FROM journal WHERE time_ms < @before ORDER BY time_ms LIMIT @limit);", "@before", "@limit");

    private static readonly StateSql DeleteExcess = new(
        """
        DELETE FROM journal WHERE rowid IN (
            SELECT rowid FROM journal WHERE rowid <= (SELECT MAX(rowid) FROM journal) - @most ORDER BY rowid LIMIT @limit);
        """,
        "@most", "@limit");

    private static readonly StateSql DeleteSubjects = new(
        """
        DELETE FROM journal_subjects
        WHERE last_ms < @before AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.subject = journal_subjects.subject);
        """,
        "@before");

    private static readonly StateSql NewestRows = new(
        """
        SELECT subject, time_ms, kind, body FROM journal WHERE subject = @subject AND time_ms <= @to
        ORDER BY time_ms DESC, rowid DESC LIMIT @limit;
        """,
        "@subject", "@to", "@limit");

    private static readonly StateSql Subjects = new(
        """
        SELECT subject, name, labels, last_ms FROM journal_subjects WHERE name = @name OR subject = @name
        ORDER BY last_ms DESC, subject LIMIT @limit;
        """,
        "@name", "@limit");

    private static readonly StateSql CountsByName = new(
        """
        SELECT s.name, COUNT(*) FROM journal j JOIN journal_subjects s ON s.subject = j.subject
        WHERE j.kind = @kind AND j.time_ms >= @from AND j.time_ms < @to GROUP BY s.name;
        """,
        "@kind", "@from", "@to");

    private long _nextUpkeepMs;

    /// <summary>What it takes to add a turn's lines.</summary>
    public static IEnumerable<StateStatement> Insert(JournalBatch batch)
    {
        foreach (JournalSubject subject in batch.Subjects) yield return InsertSubject.With(subject.Subject, subject.Name, subject.Labels, subject.LastMs);
        foreach (JournalRow row in batch.Rows) yield return Insert(row);
    }

    /// <summary>What it takes to add a line.</summary>
    public static StateStatement Insert(in JournalRow row) => InsertRow.With(row.Subject, row.TimeMs, row.Kind, row.Body);

    /// <summary>Lets go what is too old or too much, once an hour of the engine's time and a bounded number of lines at once.</summary>
    public void Upkeep(long nowMs, TimeSpan retention)
    {
        if (nowMs < _nextUpkeepMs) return;
        _nextUpkeepMs = nowMs + UpkeepMs;
        long beforeMs = nowMs - (long)retention.TotalMilliseconds;
        store.Write([DeleteOld.With(beforeMs, DeletedAtOnce), DeleteExcess.With(MostRows, DeletedAtOnce)], out int deleted);
        store.Write([DeleteSubjects.With(beforeMs)], out _);
        if (deleted >= DeletedAtOnce) _nextUpkeepMs = nowMs;
    }

    /// <summary>The newest lines of a subject up to a time, in order of time.</summary>
    public IReadOnlyList<JournalRow> Read(string subject, long toMs, int limit) => store.Read(NewestRows.With(subject, toMs, limit), reader =>
    {
        List<JournalRow> rows = [];
        while (reader.Read()) rows.Add(new JournalRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
        rows.Reverse();
        return rows;
    });

    /// <summary>The alerts of a name, or the one with a fingerprint; the latest first.</summary>
    public IReadOnlyList<JournalSubject> Find(string nameOrFingerprint, int limit) => store.Read(Subjects.With(nameOrFingerprint, limit), reader =>
    {
        List<JournalSubject> subjects = [];
        while (reader.Read()) subjects.Add(new JournalSubject(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return subjects;
    });

    /// <summary>How often each name's alerts did something between two times.</summary>
    public IReadOnlyDictionary<string, int> CountByName(string kind, long fromMs, long toMs) => store.Read(CountsByName.With(kind, fromMs, toMs), reader =>
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        while (reader.Read()) counts.Add(reader.GetString(0), (int)reader.GetInt64(1));
        return counts;
    });
}
