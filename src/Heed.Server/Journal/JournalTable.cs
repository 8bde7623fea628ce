using Heed.Alerting.State;
using Heed.Server.State;

namespace Heed.Server.Journal;

/// <summary>
/// The journal in the state's database: a block a turn, merged with its neighbours when there are many, so that a line costs a few dozen bytes
/// and no index of its own, and a subject is found by a search in each block's keys. Blocks go as a whole, after the retention or when
/// there are more than <see cref="MostRows"/> lines.
/// </summary>
internal sealed class JournalTable(IStateStore store)
{
    /// <summary>About half a gigabyte.</summary>
    public const long MostRows = 5_000_000;

    /// <summary>So many blocks of a level become one of the next.</summary>
    public const int MergedAtOnce = 128;

    /// <summary>Blocks that hold so many lines together become one of the last level at once, which is merged no more.</summary>
    public const int WholeRows = 8_192;

    private const int LastLevel = 2;
    private const long UpkeepMs = 3_600_000;

    private static readonly StateSql InsertBlock = new(
        """
        INSERT INTO journal_blocks (number, level, from_ms, to_ms, row_count, subjects, names, body)
        SELECT COALESCE(MAX(number), 0) + 1, 0, @from, @to, @rows, @subjects, @names, @body FROM journal_blocks;
        """,
        "@from", "@to", "@rows", "@subjects", "@names", "@body");

    private static readonly StateSql InsertMerged = new(
        """
        INSERT INTO journal_blocks (number, level, from_ms, to_ms, row_count, subjects, names, body)
        VALUES (@number, @level, @from, @to, @rows, @subjects, @names, @body);
        """,
        "@number", "@level", "@from", "@to", "@rows", "@subjects", "@names", "@body");

    private static readonly StateSql DeleteNumbers = new(
        "DELETE FROM journal_blocks WHERE level <= @level AND number BETWEEN @from AND @to;", "@level", "@from", "@to");

    private static readonly StateSql DeleteOld = new("DELETE FROM journal_blocks WHERE to_ms < @before;", "@before");

    private static readonly StateSql DeleteExcess = new(
        """
        DELETE FROM journal_blocks WHERE number IN (
            SELECT b.number FROM journal_blocks b WHERE (SELECT SUM(n.row_count) FROM journal_blocks n WHERE n.number >= b.number) > @most);
        """,
        "@most");

    private static readonly StateSql Levels = new(
        "SELECT level, COUNT(*), CAST(SUM(row_count) AS BIGINT) FROM journal_blocks WHERE level < @last GROUP BY level;", "@last");

    private static readonly StateSql OfLevels = new(
        "SELECT number, from_ms, to_ms, row_count, subjects, names, body FROM journal_blocks WHERE level BETWEEN @from AND @to ORDER BY number;", "@from", "@to");

    private static readonly StateSql Body = new("SELECT body FROM journal_blocks WHERE number = @number;", "@number");

    private static readonly StateSql All = Overlapping("body");
    private static readonly StateSql BySubject = Overlapping("subjects");
    private static readonly StateSql ByName = Overlapping("names");

    /// <summary>Held while blocks are merged: one thread at a time does.</summary>
    private readonly Lock _gate = new();
    private int _blocksSince = MergedAtOnce;
    private long _rowsSince;
    private long _nextUpkeepMs;

    /// <summary>What it takes to add a turn's lines.</summary>
    public static IEnumerable<StateStatement> Insert(JournalBatch batch)
    {
        if (batch.IsEmpty) return [];
        JournalBlock block = JournalBlock.Write(batch.Subjects, batch.Rows, new PageWriter());
        return [InsertBlock.With(block.FromMs, block.ToMs, (long)block.Rows, block.Keys, block.Names, block.Body)];
    }

    /// <summary>Lines were kept: blocks are merged where there are many by now. Called by whoever may write.</summary>
    public void Written(int rows)
    {
        if (rows == 0) return;
        lock (_gate)
        {
            _blocksSince++;
            _rowsSince += rows;
            if (_rowsSince < WholeRows && _blocksSince < MergedAtOnce) return;
            (_blocksSince, _rowsSince) = (0, 0);
            Merge_NeedsLock();
        }
    }

    /// <summary>Lets go what is too old or too much, once an hour of the engine's time. False where it is not the time.</summary>
    public bool Upkeep(long nowMs, TimeSpan retention)
    {
        if (nowMs < _nextUpkeepMs) return false;
        _nextUpkeepMs = nowMs + UpkeepMs;
        store.Write([DeleteOld.With(nowMs - (long)retention.TotalMilliseconds), DeleteExcess.With(MostRows)], out _);
        return true;
    }

    /// <summary>The newest lines of a subject between two times, both inclusive, in order of time.</summary>
    public IReadOnlyList<JournalRow> Read(ulong subject, long fromMs, long toMs, int limit)
    {
        List<JournalRow> newestFirst = [];
        List<JournalRow> rows = [];
        Visit(BySubject, subject, fromMs, toMs, body =>
        {
            rows.Clear();
            JournalBlock.Read(body, [], rows);
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
        if (JournalSubject.TryParse(nameOrFingerprint, out ulong key)) Find(BySubject, key, s => s.Key == key, 1, found);
        Find(ByName, JournalBlock.NameKey(nameOrFingerprint), s => s.Name == nameOrFingerprint, limit, found);
        return [.. found.Values.OrderByDescending(s => s.LastMs).ThenBy(s => s.Key).Take(limit)];
    }

    /// <summary>How often each name's alerts came to routing between two times, the second exclusive.</summary>
    public IReadOnlyDictionary<string, int> CountRouted(long fromMs, long toMs)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        Visit(All, null, fromMs, toMs, body =>
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

    private static StateSql Overlapping(string column) => new(
        $"SELECT number, {column} FROM journal_blocks WHERE from_ms <= @to AND to_ms >= @from ORDER BY number DESC;", "@to", "@from");

    private void Find(StateSql question, ulong key, Func<JournalSubject, bool> isWanted, int limit, Dictionary<ulong, JournalSubject> found)
    {
        List<JournalSubject> subjects = [];
        int count = 0;
        Visit(question, key, long.MinValue, long.MaxValue, body =>
        {
            subjects.Clear();
            JournalBlock.Read(body, subjects, []);
            foreach (JournalSubject subject in subjects)
            {
                if (isWanted(subject) && found.TryAdd(subject.Key, subject)) count++;
            }

            return count < limit;
        });
    }

    /// <summary>
    /// Shows the bodies of the blocks that overlap a time and whose keys have one (all of them where none is asked for), the newest first, until
    /// the visitor has enough.
    /// </summary>
    private void Visit(StateSql question, ulong? key, long fromMs, long toMs, Func<byte[], bool> visit)
    {
        List<long> numbers = store.Read(question.With(toMs, fromMs), reader =>
        {
            List<long> found = [];
            while (reader.Read())
            {
                if (key is null || JournalBlock.Has(reader.GetFieldValue<byte[]>(1), key.Value)) found.Add(reader.GetInt64(0));
            }

            return found;
        });
        foreach (long number in numbers)
        {
            // A block that was merged with others since is missing in this answer alone.
            byte[]? body = store.Read(Body.With(number), reader => reader.Read() ? reader.GetFieldValue<byte[]>(0) : null);
            if (body is not null && !visit(body)) return;
        }
    }

    /// <summary>
    /// Neighbouring levels become one block where they have many: nothing of a higher level is younger, so order by number stays that of time.
    /// </summary>
    private void Merge_NeedsLock()
    {
        int[] blocks = new int[LastLevel];
        long[] rows = new long[LastLevel];
        store.Read(Levels.With((long)LastLevel), reader =>
        {
            while (reader.Read()) (blocks[reader.GetInt64(0)], rows[reader.GetInt64(0)]) = ((int)reader.GetInt64(1), reader.GetInt64(2));
            return true;
        });
        if (rows.Sum() >= WholeRows)
        {
            Merge_NeedsLock(0, LastLevel - 1, LastLevel);
            return;
        }

        for (int level = 0; level < LastLevel; level++)
        {
            if (blocks[level] >= MergedAtOnce) Merge_NeedsLock(level, level, level + 1);
        }
    }

    /// <summary>The merged block has the number of the first.</summary>
    private void Merge_NeedsLock(int fromLevel, int toLevel, int into)
    {
        BlockMerge merge = new();
        (long First, long Last) numbers = (long.MaxValue, 0);
        (long FromMs, long ToMs) times = (long.MaxValue, long.MinValue);
        long rows = 0;
        List<byte[]> subjects = [];
        List<byte[]> names = [];
        store.Read(OfLevels.With((long)fromLevel, (long)toLevel), reader =>
        {
            while (reader.Read())
            {
                numbers = (Math.Min(numbers.First, reader.GetInt64(0)), reader.GetInt64(0));
                times = (Math.Min(times.FromMs, reader.GetInt64(1)), Math.Max(times.ToMs, reader.GetInt64(2)));
                rows += reader.GetInt64(3);
                subjects.Add(reader.GetFieldValue<byte[]>(4));
                names.Add(reader.GetFieldValue<byte[]>(5));
                merge.Add(reader.GetFieldValue<byte[]>(6));
            }

            return true;
        });
        StateStatement merged = InsertMerged.With(
            numbers.First, (long)into, times.FromMs, times.ToMs, rows, BlockMerge.Union(subjects), BlockMerge.Union(names), merge.Take());
        store.Write([DeleteNumbers.With((long)toLevel, numbers.First, numbers.Last), merged], out _);
    }
}
