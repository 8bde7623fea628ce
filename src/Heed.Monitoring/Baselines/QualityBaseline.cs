namespace Heed.Monitoring.Baselines;

/// <summary>One figure of quality on the labelled rows of the baseline, with its 95 % interval.</summary>
/// <param name="Metric"><c>accuracy</c>, <c>mae</c> or <c>bias</c>.</param>
/// <param name="SegmentKey">Empty for the whole.</param>
/// <param name="SegmentValue">Empty for the whole.</param>
/// <param name="N">Labelled rows.</param>
public sealed record QualityBaseline(
    string Metric, string SegmentKey, string SegmentValue, long N, double Value, double Lower, double Upper);
