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
    /// <summary>
    /// Of failing and slow requests, what the share has been at least, with a confidence of 95 % for all moments of the change together: a
    /// change that was found by its first few requests looks larger than it is. NaN of all else.
    /// </summary>
    public double LeastShare { get; init; } = double.NaN;

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
