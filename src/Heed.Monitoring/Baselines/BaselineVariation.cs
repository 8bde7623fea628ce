using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// How a baseline varies from block to block: what evidence of change is calibrated by. A block is an hour where all rows have a time
/// and cover at least <see cref="LeastHours"/> hours; else a run of rows.
/// </summary>
public sealed class BaselineVariation
{
    /// <summary>Fewer hours say nothing of how hours differ.</summary>
    public const int LeastHours = 24;

    internal static readonly BaselineVariation Empty = new();

    /// <summary>Whether blocks are hours of event time.</summary>
    public bool HasTimes { get; init; }

    public int Blocks { get; init; }

    /// <summary>UTC days that have rows; 0 without times.</summary>
    public int Days { get; init; }

    /// <summary>In the baseline's order.</summary>
    public IReadOnlyList<ShareVariation> Features { get; init; } = [];

    public ShareVariation Classes { get; init; } = ShareVariation.Empty;

    public ShareVariation Score { get; init; } = ShareVariation.Empty;

    public ShareVariation Confidence { get; init; } = ShareVariation.Empty;

    /// <summary>Wrong answers or poor lists, then numbers above their label, among labelled rows.</summary>
    public ShareVariation Outcomes { get; init; } = ShareVariation.Empty;

    /// <summary>The labelled rows of each of <see cref="PaneLayout.Segments"/>.</summary>
    public IReadOnlyList<OutcomeCounts> SegmentOutcomes { get; init; } = [];

    /// <summary>The upper quartile of the absolute errors of predicted numbers; NaN for classes and without labels.</summary>
    public double LargeError { get; init; } = double.NaN;

    /// <summary>
    /// The lower quartile of the chief figure of ranked lists: one that is no better is poor. NaN for others and without labels.
    /// </summary>
    public double PoorRanking { get; init; } = double.NaN;
}
