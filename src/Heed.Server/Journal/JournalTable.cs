using Heed.Alerting.State;

using Microsoft.Data.Sqlite;

namespace Heed.Server.Journal;

/// <summary>
/// The journal in the state database: a block a turn, merged with its neighbours when there are many, so that a line costs a few dozen bytes
/// and no index of its own, and a subject is found by a search in each block's keys. Blocks go as a whole, after the retention or when
/// there are more than <see cref="MostRows"/> lines. Its owner holds the lock of the connection.
/// </summary>
internal sealed class JournalTable
{
    /// <summary>About half a gigabyte.</summary>
    public const long MostRows = 5_000_000;

    /// <summary>So many blocks of a level become one of the next.</summary>
    public const int MergedAtOnce = 128;

    /// <summary>Blocks that hold so many lines together become one of the last level at once, which is merged no more.</summary>
    public const int WholeRows = 8_192;

    private const int LastLevel = 2;
    private const long UpkeepMs = 3_600_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS journal_blocks (
            number INTEGER PRIMARY KEY, level INTEGER NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, row_count INTEGER NOT NULL,
            subjects BLOB NOT NULL, names BLOB NOT NULL, body BLOB NOT NULL);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly PageWriter _page = new();
    private readonly int[] _blocks = new int[LastLevel];
    private readonly long[] _rows = new long[LastLevel];
    private long _nextNumber;
    private long _nextUpkeepMs;

    public JournalTable(SqliteConnection connection)
    {
        _connection = connection;
        Execute(Schema);
        string[] names = ["$number", "$level", "$from", "$to", "$rows", "$subjects", "$names", "$body"];
        _insert = Command(
            $"INSERT INTO journal_blocks (number, level, from_ms, to_ms, row_count, subjects, names, body) VALUES ({string.Join(", ", names)});");
        foreach (string name in names) _insert.Parameters.Add(new SqliteParameter(name, null));
        Count();
    }

    public void Insert(JournalBatch batch, SqliteTransaction transaction)
    {
        if (batch.IsEmpty) return;
        Insert(JournalBlock.Write(batch.Subjects, batch.Rows, _page), 0, _nextNumber++, transaction);
        if (_rows.Sum() >= WholeRows) Merge(0, LastLevel - 1, LastLevel, transaction);
        for (int level = 0; level < LastLevel; level++)
        {
            if (_blocks[level] >= MergedAtOnce) Merge(level, level, level + 1, transaction);
        }
    }

    /// <summary>Lets go what is too old or too much, once an hour of the engine's time. False where it is not the time.</summary>
    public bool Upkeep(long nowMs, TimeSpan retention)
    {
        if (nowMs < _nextUpkeepMs) return false;
        _nextUpkeepMs = nowMs + UpkeepMs;
        Execute("DELETE FROM journal_blocks WHERE to_ms < $before;", ("$before", nowMs - (long)retention.TotalMilliseconds));
        Execute(
            """
            DELETE FROM journal_blocks WHERE (SELECT SUM(row_count) FROM journal_blocks n WHERE n.number >= journal_blocks.number) > $most;
            """,
            ("$most", MostRows));
        Count();
        return true;
    }

    /// <summary>The newest lines of a subject between two times, both inclusive, in order of time.</summary>
    public IReadOnlyList<JournalRow> Read(ulong subject, long fromMs, long toMs, int limit)
    {
        List<JournalRow> newestFirst = [];
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        Visit("subjects", subject, fromMs, toMs, body =>
        {
            rows.Clear();
            JournalBlock.Read(body, subjects, rows);
            for (int i = rows.Count - 1; i >= 0; i--)
            {
                if (rows[i].Subject == subject && rows[i].TimeMs >= fromMs && rows[i].TimeMs <= toMs) newestFirst.Add(rows[i]);
            }

            return newestFirst.Count < limit;
        });
        newestFirst.Reverse();
        return [.. newestFirst.OrderBy(r => r.TimeMs).TakeLast(limit)];
    }

    /// <summary>The alerts of a name, or the one with a fingerprint; the latest first.</summary>
    public IReadOnlyList<JournalSubject> Find(string nameOrFingerprint, int limit)
    {
        Dictionary<ulong, JournalSubject> found = [];
        if (JournalSubject.TryParse(nameOrFingerprint, out ulong key)) Find("subjects", key, s => s.Key == key, 1, found);
        Find("names", JournalBlock.NameKey(nameOrFingerprint), s => s.Name == nameOrFingerprint, limit, found);
        return [.. found.Values.OrderByDescending(s => s.LastMs).ThenBy(s => s.Key).Take(limit)];
    }

    /// <summary>How often each name's alerts came to routing between two times, the second exclusive.</summary>
    public IReadOnlyDictionary<string, int> CountRouted(long fromMs, long toMs)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        Visit("", 0, fromMs, toMs, body =>
        {
            subjects.Clear();
            rows.Clear();
            JournalBlock.Read(body, subjects, rows);

            // An alert that comes to routing begins: its labels stand in the same block.
            Dictionary<ulong, string> names = subjects.ToDictionary(s => s.Key, s => s.Name);
            foreach (JournalRow row in rows)
            {
                if (row.Kind != AlertJournal.Routed || row.TimeMs < fromMs || row.TimeMs >= toMs) continue;
                if (names.TryGetValue(row.Subject, out string? name)) counts[name] = counts.GetValueOrDefault(name) + 1;
            }

            return true;
        });
        return counts;
    }

    private void Find(string column, ulong key, Func<JournalSubject, bool> isWanted, int limit, Dictionary<ulong, JournalSubject> found)
    {
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        int count = 0;
        Visit(column, key, long.MinValue, long.MaxValue, body =>
        {
            subjects.Clear();
            rows.Clear();
            JournalBlock.Read(body, subjects, rows);
            foreach (JournalSubject subject in subjects)
            {
                if (isWanted(subject) && found.TryAdd(subject.Key, subject)) count++;
            }

            return count < limit;
        });
    }

    /// <summary>
    /// Shows the bodies of the blocks that overlap a time and whose column (empty for none) holds a key, the newest first, until the visitor has
    /// enough.
    /// </summary>
    private void Visit(string column, ulong key, long fromMs, long toMs, Func<byte[], bool> visit)
    {
        List<long> numbers = [];
        using (SqliteCommand command = Command(
            $"SELECT number, {(column.Length > 0 ? column : "NULL")} FROM journal_blocks WHERE from_ms <= $to AND to_ms >= $from ORDER BY number DESC;",
            ("$from", fromMs), ("$to", toMs)))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                if (column.Length == 0 || JournalBlock.Has(reader.GetFieldValue<byte[]>(1), key)) numbers.Add(reader.GetInt64(0));
            }
        }

        foreach (long number in numbers)
        {
            using SqliteCommand command = Command("SELECT body FROM journal_blocks WHERE number = $number;", ("$number", number));
            if (!visit((byte[])command.ExecuteScalar()!)) return;
        }
    }

    /// <summary>
    /// All blocks of neighbouring levels become one of another. It takes the first one's number, and nothing of a higher level is younger: so
    /// order by number stays the order of time.
    /// </summary>
    private void Merge(int fromLevel, int toLevel, int into, SqliteTransaction transaction)
    {
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        long first = long.MaxValue;
        const string Select = "SELECT number, body FROM journal_blocks WHERE level BETWEEN $from AND $to ORDER BY number;";
        const string Delete = "DELETE FROM journal_blocks WHERE level BETWEEN $from AND $to;";
        using (SqliteCommand command = Command(Select, ("$from", fromLevel), ("$to", toLevel)))
        {
            command.Transaction = transaction;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                first = Math.Min(first, reader.GetInt64(0));
                JournalBlock.Read(reader.GetFieldValue<byte[]>(1), subjects, rows);
            }
        }

        using (SqliteCommand command = Command(Delete, ("$from", fromLevel), ("$to", toLevel)))
        {
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        for (int level = fromLevel; level <= toLevel; level++) (_blocks[level], _rows[level]) = (0, 0);
        Insert(JournalBlock.Write(subjects, rows, _page), into, first, transaction);
    }

    private void Insert(JournalBlock block, int level, long number, SqliteTransaction transaction)
    {
        object[] values = [number, level, block.FromMs, block.ToMs, block.Rows, block.Keys, block.Names, block.Body];
        _insert.Transaction = transaction;
        for (int i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i];
        _insert.ExecuteNonQuery();
        if (level == LastLevel) return;
        _blocks[level]++;
        _rows[level] += block.Rows;
    }

    /// <summary>What there is to merge; after a failed transaction, too.</summary>
    public void Count()
    {
        Array.Clear(_blocks);
        Array.Clear(_rows);
        using SqliteCommand command = Command("SELECT level, COUNT(*), SUM(row_count), MAX(number) FROM journal_blocks GROUP BY level;");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int level = reader.GetInt32(0);
            _nextNumber = Math.Max(_nextNumber, reader.GetInt64(3) + 1);
            if (level < LastLevel) (_blocks[level], _rows[level]) = (reader.GetInt32(1), reader.GetInt64(2));
        }
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
