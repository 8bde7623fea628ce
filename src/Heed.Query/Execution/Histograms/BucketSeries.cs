namespace Heed.Query.Execution.Histograms;

/// <param name="Series">Its place among the input.</param>
/// <param name="Bound">The upper bound of a classic bucket; null where the label is missing or no number.</param>
internal readonly record struct BucketSeries(int Series, double? Bound);
