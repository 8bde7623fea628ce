namespace Heed.FalseAlarms;

/// <summary>The grid of null streams.</summary>
internal static class GridRun
{
    public static readonly TimeSpan[] Budgets = [TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(365)];

    /// <param name="effort">Values drawn for a cell, in millions; at least one model each.</param>
    public static GridRow[] Rows(double effort)
    {
        (int Records, int Features)[] sizes = [(50, 1), (50, 20), (50, 200), (500, 20), (5000, 5), (50_000, 1)];
        (int Categories, bool LogNormal)[] kinds = [(0, false), (0, true), (2, false), (20, false), (1000, false)];
        return
        [
            .. from size in sizes
            from kind in kinds
            from correlation in new[] { 0, 0.6, 0.9 }
            let values = (double)size.Records * size.Features * GridRow.Hours
            select new GridRow(
                new StreamShape(size.Records, size.Features, kind.Categories, kind.LogNormal, correlation),
                (int)Math.Clamp(effort * 1e6 / values, 1, 60)),
        ];
    }

    public static void Run(IReadOnlyList<GridRow> rows, ulong seed, TextWriter output, TextWriter progress)
    {
        (GridRow Row, ulong Seed)[] trials = [.. rows.SelectMany(r => Enumerable.Range(0, r.Models).Select(i => (r, seed + (ulong)i)))];
        Progress.Run(trials, t => t.Row.Run(t.Seed), "models without a change", progress);
        output.WriteLine("distribution\trecords_per_look\tcorrelation\tfeatures\tmodels\t1_per_30d\t1_per_90d\t1_per_365d\t" + string.Join('\t', FixedThresholds.Names));
        foreach (GridRow row in rows) output.WriteLine(row.Line());
    }
}
