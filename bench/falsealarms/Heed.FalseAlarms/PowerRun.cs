using System.Globalization;

namespace Heed.FalseAlarms;

/// <summary>Hours until a change of one of ten features is found, at one false alarm a model in 90 days.</summary>
internal static class PowerRun
{
    private const int QuietHours = 200;
    private const int Limit = 600;
    private const int Features = 10;

    private static readonly (string Name, int Categories, StreamChange Change)[] Changes =
    [
        ("shift 0.25 sigma", 0, new StreamChange(ShiftSigmas: 0.25)),
        ("shift 0.5 sigma", 0, new StreamChange(ShiftSigmas: 0.5)),
        ("shift 1 sigma", 0, new StreamChange(ShiftSigmas: 1)),
        ("nulls 5 %", 0, new StreamChange(Nulls: 0.05)),
        ("nulls 20 %", 0, new StreamChange(Nulls: 0.2)),
        ("fourth of ten categories renamed", 10, new StreamChange(RenamedCategory: 3)),
    ];

    public static void Run(int models, ulong seed, TextWriter output, TextWriter progress)
    {
        (StreamShape Shape, string Name, StreamChange Change)[] cells =
        [
            .. from change in Changes
            from records in new[] { 50, 500, 5000 }
            from correlation in new[] { 0, 0.6, 0.9 }
            select (new StreamShape(records, Features, change.Categories, false, correlation), change.Name, change.Change),
        ];
        int[][] hours = [.. cells.Select(_ => new int[models])];
        (int Cell, int Model)[] trials = [.. cells.SelectMany((_, c) => Enumerable.Range(0, models).Select(m => (c, m)))];
        Progress.Run(trials, t => hours[t.Cell][t.Model] = Hours(cells[t.Cell], seed + (ulong)t.Model), "models with a change", progress);
        output.WriteLine("change\trecords_per_look\tcorrelation\tmodels\thours_median\thours_largest\tfound");
        for (int i = 0; i < cells.Length; i++)
        {
            Array.Sort(hours[i]);
            int found = hours[i].Count(h => h < Limit);
            (StreamShape shape, string name, _) = cells[i];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}\t{shape.RecordsPerLook}\t{shape.Correlation}\t{models}\t{hours[i][models / 2]}\t{hours[i][^1]}\t{found}"));
        }
    }

    private static int Hours((StreamShape Shape, string Name, StreamChange Change) cell, ulong seed) =>
        Trial.HoursToDetect(cell.Shape, seed, QuietHours, Limit, cell.Change, TimeSpan.FromDays(90));
}
