namespace Heed.Monitoring.Drift;

/// <summary>What is known of a table: its rows and columns, in bounded memory.</summary>
/// <param name="Name">For people: the file's name.</param>
/// <param name="Rows">Rows that were looked at.</param>
/// <param name="Columns">In the order of the file.</param>
public sealed record TableProfile(string Name, long Rows, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>Joins the tallies of one table, which must not be used afterwards..</summary>
    /// <param name="columns">The table's columns by number.</param>
    public static TableProfile Of(
        string name, IReadOnlyList<string> columns, IReadOnlyList<TableTally> tallies, TableSelection selection)
    {
        long rows = tallies.Sum(t => t.Rows);
        ColumnProfile?[] profiles = new ColumnProfile?[columns.Count];
        Parallel.For(0, profiles.Length, i =>
        {
            if (selection.Takes(columns[i])) profiles[i] = Joined(i, tallies).ToProfile(columns[i], rows);
        });
        return new TableProfile(name, rows, [.. profiles.OfType<ColumnProfile>()]);
    }

    private static ColumnTally Joined(int number, IReadOnlyList<TableTally> tallies)
    {
        ColumnTally? joined = null;
        foreach (TableTally tally in tallies)
        {
            if (tally.Column(number) is not { } column) continue;
            if (joined is null) joined = column;
            else joined.MergeFrom(column);
        }

        return joined ?? tallies[0].NewColumn();
    }
}
