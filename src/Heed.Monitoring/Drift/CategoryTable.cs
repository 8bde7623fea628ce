namespace Heed.Monitoring.Drift;

/// <summary>
/// The categories of both sides in the same cells: the most frequent ones of both together, so that neither side chooses, then all others
/// in one.
/// </summary>
internal sealed class CategoryTable
{
    private CategoryTable(string[] names, long[] baseline, long[] current, int baselineCategories, int currentCategories)
    {
        Names = names;
        Baseline = baseline;
        Current = current;
        BaselineCategories = baselineCategories;
        CurrentCategories = currentCategories;
    }

    /// <summary>By rows of both sides, most first.</summary>
    public string[] Names { get; }

    /// <summary>Rows of each name, then of all others.</summary>
    public long[] Baseline { get; }

    public long[] Current { get; }

    public int BaselineCategories { get; }

    public int CurrentCategories { get; }

    public static CategoryTable Of(ColumnProfile baseline, ColumnProfile current, int limit)
    {
        (IReadOnlyDictionary<string, long> before, long otherBefore) = baseline.Categories();
        (IReadOnlyDictionary<string, long> now, long otherNow) = current.Categories();
        Dictionary<string, long> both = new(before, StringComparer.Ordinal);
        foreach ((string name, long rows) in now) both[name] = both.GetValueOrDefault(name) + rows;
        string[] names =
        [
            .. both.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(limit).Select(c => c.Key),
        ];
        return new CategoryTable(names, Cells(names, before, otherBefore), Cells(names, now, otherNow), before.Count, now.Count);
    }

    private static long[] Cells(string[] names, IReadOnlyDictionary<string, long> counts, long other)
    {
        long[] cells = new long[names.Length + 1];
        long named = 0;
        for (int i = 0; i < names.Length; i++) named += cells[i] = counts.GetValueOrDefault(names[i]);
        cells[^1] = other + counts.Values.Sum() - named;
        return cells;
    }
}
