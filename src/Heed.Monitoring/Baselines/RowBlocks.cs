namespace Heed.Monitoring.Baselines;

/// <summary>The blocks that a baseline's rows are in: hours of event time, or runs of rows where times do not tell.</summary>
internal sealed class RowBlocks
{
    public const long NoTime = long.MinValue;

    private const long HourMs = 3_600_000;
    private const int RowsOfRun = 30;
    private const int MostRuns = 128;
    private const int RunsOfGroup = 8;

    // A year and a day: what is older than that says little, and blocks are bounded.
    private const int MostHours = 8784;

    private RowBlocks(int[] ofRow, bool hasTimes, int[] cells, int[] groups, int[] days)
    {
        OfRow = ofRow;
        HasTimes = hasTimes;
        Cells = cells;
        Groups = groups;
        Days = days;
    }

    /// <summary>By row; -1 for a row that is too old to matter.</summary>
    public int[] OfRow { get; }

    public bool HasTimes { get; }

    /// <summary>The cell of the week by block; empty without times.</summary>
    public int[] Cells { get; }

    /// <summary>The quarter of a day, or group of runs, by block: ascending.</summary>
    public int[] Groups { get; }

    /// <summary>The day by block, ascending; empty without times.</summary>
    public int[] Days { get; }

    public int Count => Groups.Length;

    public static RowBlocks Of(ReadOnlySpan<long> times)
    {
        HashSet<long> hours = [];
        foreach (long time in times)
        {
            if (time == NoTime) return OfRuns(times.Length);
            hours.Add(Math.DivRem(time, HourMs).Quotient - (time < 0 ? 1 : 0));
        }

        return hours.Count < BaselineVariation.LeastHours ? OfRuns(times.Length) : OfHours(times, [.. hours.Order().TakeLast(MostHours)]);
    }

    private static RowBlocks OfHours(ReadOnlySpan<long> times, long[] hours)
    {
        int[] ofRow = new int[times.Length];
        for (int i = 0; i < times.Length; i++)
        {
            ofRow[i] = Math.Max(-1, Array.BinarySearch(hours, Math.DivRem(times[i], HourMs).Quotient - (times[i] < 0 ? 1 : 0)));
        }

        return new RowBlocks(
            ofRow,
            true,
            [.. hours.Select(h => ShareVariation.CellOf(h * HourMs))],
            Positions(hours.Select(h => Math.DivRem(h, 6).Quotient)),
            Positions(hours.Select(h => Math.DivRem(h, 24).Quotient)));
    }

    private static RowBlocks OfRuns(int rows)
    {
        int runs = Math.Clamp(rows / RowsOfRun, 1, MostRuns);
        int[] ofRow = new int[rows];
        for (int i = 0; i < rows; i++) ofRow[i] = (int)((long)i * runs / rows);
        return new RowBlocks(ofRow, false, [], [.. Enumerable.Range(0, runs).Select(b => b / RunsOfGroup)], []);
    }

    /// <summary>Ascending values as 0, 1, 2 …</summary>
    private static int[] Positions(IEnumerable<long> ascending)
    {
        List<int> positions = [];
        long last = 0;
        foreach (long value in ascending)
        {
            positions.Add(positions.Count == 0 ? 0 : positions[^1] + (value == last ? 0 : 1));
            last = value;
        }

        return [.. positions];
    }
}
