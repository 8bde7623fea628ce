namespace Heed.Server.State;

/// <summary>A table of the state for whoever moves all of it: its rows in an order, a page at a time, and how to write one.</summary>
internal sealed class StateTable
{
    /// <summary>Everything that state consists of.</summary>
    public static readonly IReadOnlyList<StateTable> All =
    [
        new("documents", ["kind", "key"], ["", ""], ["kind", "key", "body"], 500),

        // Read by the number of the row, so that the copy numbers them in the same order: what waits leaves in it.
        new("notifications", ["rowid"], [0L],
            ["id", "time_ms", "receiver", "integration", "body", "state", "attempts", "sent_at_ms", "error", "title", "text"], 100),
        new("alert_pages", ["number"], [0L], ["number", "saved_at_ms", "body"], 50),
        new("journal_blocks", ["number"], [0L], ["number", "level", "from_ms", "to_ms", "row_count", "subjects", "names", "body"], 4),
    ];

    private readonly string _name;
    private readonly object[] _start;
    private readonly long _pageRows;
    private readonly StateSql _count;
    private readonly StateSql _page;
    private readonly StateSql _insert;

    /// <param name="name">In the database.</param>
    /// <param name="key">The columns that order it, and no two rows have alike.</param>
    /// <param name="start">Less than the key of any row.</param>
    /// <param name="columns">What a row is made of.</param>
    /// <param name="pageRows">How many rows are in memory at a time.</param>
    private StateTable(string name, string[] key, object[] start, string[] columns, long pageRows)
    {
        _name = name;
        _start = start;
        _pageRows = pageRows;
        string[] keyParameters = [.. key.Select(k => "@after_" + k)];
        string[] parameters = [.. columns.Select(c => "@" + c)];
        string order = string.Join(", ", key);
        _count = new StateSql($"SELECT COUNT(*) FROM {name};");
        _page = new StateSql(
            $"SELECT {order}, {string.Join(", ", columns)} FROM {name} WHERE ({order}) > ({string.Join(", ", keyParameters)}) ORDER BY {order} LIMIT @limit;",
            [.. keyParameters, "@limit"]);
        _insert = new StateSql($"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", parameters)});", parameters);
    }

    public override string ToString() => _name;

    public long Count(IStateStore store) => store.Read(_count.With(), reader => reader.Read() ? reader.GetInt64(0) : 0);

    /// <summary>What it takes to write every row into another database, read while it is gone through.</summary>
    public IEnumerable<StateStatement> Rows(IStateStore store)
    {
        object[] after = _start;
        while (true)
        {
            List<object?[]> page = store.Read(_page.With([.. after, _pageRows]), reader =>
            {
                List<object?[]> rows = [];
                while (reader.Read())
                {
                    object?[] row = new object?[reader.FieldCount];
                    for (int i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                    rows.Add(row);
                }

                return rows;
            });
            foreach (object?[] row in page) yield return _insert.With(row[_start.Length..]);
            if (page.Count < _pageRows) yield break;
            after = [.. page[^1][.._start.Length].Select(k => k!)];
        }
    }
}
