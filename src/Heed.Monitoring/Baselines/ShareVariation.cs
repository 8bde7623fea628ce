namespace Heed.Monitoring.Baselines;

/// <summary>
/// How the shares of one group of counts vary within the baseline, by component (docs/statistics/evidence.md says which they are):
/// what "nothing changed" looks like for a stretch of production. All arrays but <see cref="Seasons"/> have one item a component.
/// </summary>
public sealed record ShareVariation
{
    /// <summary>Hours of a day, of weekdays first and of weekends then.</summary>
    public const int Cells = 48;

    /// <summary>Shares stay this far from 0 and 1.</summary>
    internal const double Least = 1e-7;

    internal static readonly ShareVariation Empty = new();

    /// <summary>Records that each share is of.</summary>
    public long[] Trials { get; init; } = [];

    /// <summary>The share over the whole baseline, (k + ½)/(n + 1): never 0 or 1.</summary>
    public double[] Shares { get; init; } = [];

    /// <summary>The standard error of what is expected of a like hour, as a share.</summary>
    public double[] Errors { get; init; } = [];

    /// <summary>
    /// Variance of a block's share over p(1 − p)/n, at least <see cref="Floors"/>: the largest over blocks, groups of blocks and days.
    /// </summary>
    public double[] Inflations { get; init; } = [];

    /// <summary>Of independent records, variance over p(1 − p)/n: 1 for a share, less for a mean of ranks.</summary>
    public double[] Floors { get; init; } = [];

    /// <summary>The standard deviation from day to day beyond what blocks explain, as a share.</summary>
    public double[] DaySpreads { get; init; } = [];

    /// <summary>Records of a block on average: the size that <see cref="Inflations"/> holds for.</summary>
    public double BlockTrials { get; init; }

    /// <summary>Expected shares by cell of the week, then component; empty without seasons.</summary>
    public float[] Seasons { get; init; } = [];

    public int Count => Shares.Length;

    internal ShareVariation WithoutSeasons() => this with { Seasons = [] };

    /// <summary>The cell that a time of the week belongs to: UTC hour, weekends apart.</summary>
    public static int CellOf(long timeMs)
    {
        long hour = Math.DivRem(timeMs, 3_600_000, out long rest) - (rest < 0 ? 1 : 0);
        int hourOfDay = (int)(((hour % 24) + 24) % 24);
        long day = (hour - hourOfDay) / 24;

        // 1 January 1970 was a Thursday: days 2 and 3 of each seven are a Saturday and a Sunday.
        bool weekend = ((day % 7) + 7) % 7 is 2 or 3;
        return hourOfDay + (weekend ? 24 : 0);
    }
}
