namespace Heed.Monitoring.Reports;

/// <summary>How labels arrive.</summary>
/// <param name="CoverageRatio">The labelled share of the predictions in the quality window; null where there are none.</param>
/// <param name="MedianDelaySeconds">From prediction to label, over the last 1,001 labels; null before the first.</param>
/// <param name="WaitingPredictions">Predictions kept that have no label yet.</param>
/// <param name="WaitingLabels">Labels kept whose prediction has not arrived.</param>
public sealed record LabelReport(
    double? CoverageRatio, double? MedianDelaySeconds, long WaitingPredictions, long WaitingLabels, TimeSpan JoinWithin);
