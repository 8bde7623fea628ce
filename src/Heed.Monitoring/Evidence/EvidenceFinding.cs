using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Evidence;

/// <summary>One piece of evidence as it stands, in numbers that are ready for words.</summary>
/// <param name="Feature">Null unless it is about a feature.</param>
/// <param name="SegmentKey">Empty unless it is about a segment.</param>
/// <param name="Subject">
/// What moved most: <c>missing</c>, <c>invalid</c>, <c>out_of_range</c>, <c>unseen</c>, a category or class, <c>below 12.5</c>, <c>wrong</c>.
/// </param>
/// <param name="EvidenceLog10">Log₁₀ of the evidence against "nothing changed".</param>
/// <param name="ThresholdLog10">From where on it is shown, by the budget of the whole model.</param>
/// <param name="ExpectedShare">Of the subject, at hours like the newest ones, by the baseline; NaN where nothing is known.</param>
/// <param name="CurrentShare">Of the subject among the newest records; NaN where there are none.</param>
/// <param name="ShiftSigmas">How far a number moved, in standard deviations of a normal distribution; NaN of anything else.</param>
/// <param name="RecentRecords">How many of the newest records the current share is of, older ones weighing less.</param>
/// <param name="OnsetMs">Since when, estimated: the start of the pane from which on evidence grew; null unless it holds.</param>
public sealed record EvidenceFinding(
    EvidenceKind Kind,
    EvidenceState State,
    string? Feature,
    string SegmentKey,
    string SegmentValue,
    string Subject,
    double EvidenceLog10,
    double ThresholdLog10,
    double ExpectedShare,
    double CurrentShare,
    double ShiftSigmas,
    double RecentRecords,
    long? OnsetMs)
{
    // One side of an interval of 90 %.
    private const double TwoSidedLevel = 0.9;

    /// <summary>
    /// What the share is at least, with a confidence of 95 % where records are independent: a change that was found by its first few records
    /// looks larger than it is. NaN where there are none.
    /// </summary>
    public double LeastShare => RecentRecords >= 1
        ? WilsonInterval.Of((long)Math.Round(CurrentShare * RecentRecords), (long)RecentRecords, TwoSidedLevel).Lower
        : double.NaN;

    /// <summary>Current over expected.</summary>
    public double Ratio => CurrentShare / ExpectedShare;

    /// <summary>The figure <c>ml_drift_evidence</c>: 0 without evidence, from 1 on while a change is shown; NaN without enough data.</summary>
    public double Strength => StrengthOf(State, EvidenceLog10, ThresholdLog10);

    internal static double StrengthOf(EvidenceState state, double evidence, double threshold) => state switch
    {
        EvidenceState.NotEnoughData => double.NaN,
        EvidenceState.Quiet => Math.Clamp(evidence / threshold, 0, Math.BitDecrement(1)),
        _ => Math.Max(1, evidence / threshold),
    };
}
