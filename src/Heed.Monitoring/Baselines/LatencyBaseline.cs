namespace Heed.Monitoring.Baselines;

/// <summary>Quantiles of the baseline's latency, in seconds; NaN where it has none.</summary>
public sealed record LatencyBaseline(long N, double P50Seconds, double P95Seconds, double P99Seconds);
