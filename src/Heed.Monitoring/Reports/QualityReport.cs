namespace Heed.Monitoring.Reports;

/// <summary>One figure of quality over the rolling window of labels, with its 95 % interval.</summary>
/// <param name="Segment"><c>ground_truth_sample</c> for the whole, else the segment's value.</param>
/// <param name="Baseline">The same figure on the baseline; null where it has none.</param>
/// <param name="N">Labelled predictions.</param>
public sealed record QualityReport(string Metric, string Segment, double Value, double Lower, double Upper, double? Baseline, long N);
