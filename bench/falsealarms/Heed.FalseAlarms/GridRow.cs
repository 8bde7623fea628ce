using System.Globalization;

namespace Heed.FalseAlarms;

/// <summary>One cell of the grid: models of one shape while nothing changes.</summary>
internal sealed class GridRow(StreamShape shape, int models)
{
    public const int Hours = 90 * 24;

    // Looks at fixed thresholds are spread over the 90 days: they sort the values of both sides every time.
    private const int FixedLooks = 120;

    private readonly Lock _lock = new();
    private readonly int[] _alarms = new int[GridRun.Budgets.Length];
    private readonly int[] _passed = new int[FixedThresholds.Names.Length];
    private int _looks;

    public StreamShape Shape => shape;

    public int Models => models;

    public void Run(ulong seed)
    {
        FixedThresholds thresholds = new();
        int hour = 0;
        int[] alarms = Trial.Alarms(shape, seed, Hours, GridRun.Budgets, model =>
        {
            if (hour++ % (Hours / FixedLooks) == 0) thresholds.Look(model);
        });
        lock (_lock)
        {
            for (int i = 0; i < alarms.Length; i++) _alarms[i] += alarms[i];
            for (int i = 0; i < _passed.Length; i++) _passed[i] += thresholds.Passed[i];
            _looks += thresholds.Looks;
        }
    }

    /// <summary>
    /// Alarms per model in 90 days: under each budget, then of each fixed threshold, where every look at every feature may alarm.
    /// </summary>
    public string Line()
    {
        IEnumerable<double> budgets = _alarms.Select(a => a / (double)models);
        IEnumerable<double> thresholds = _passed.Select((p, i) => IsDefined(i) ? p / (double)_looks * Hours * shape.Features : double.NaN);
        string figures = string.Join('\t', budgets.Concat(thresholds).Select(x => Text(x)));
        return string.Create(CultureInfo.InvariantCulture, $"{shape.Distribution}\t{shape.RecordsPerLook}\t{shape.Correlation}\t{shape.Features}\t{models}\t{figures}");
    }

    private static string Text(double x) => double.IsNaN(x) ? "" : x.ToString("G3", CultureInfo.InvariantCulture);

    private bool IsDefined(int threshold) => shape.Categories == 0 || threshold is not (0 or 4);
}
