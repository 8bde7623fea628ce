namespace Heed.Monitoring;

/// <summary>
/// What a service promises of its requests: what it is held to until its own past is known. A share is NaN where nothing is promised.
/// </summary>
/// <param name="LatencySeconds">The bound that <paramref name="SlowShare"/> is of, as in the latency objective with the largest percentile.</param>
/// <param name="SlowShare">The largest share of answered requests that may take longer.</param>
/// <param name="ErrorShare">The largest share of requests that may fail.</param>
public readonly record struct ServicePromise(double LatencySeconds, double SlowShare, double ErrorShare)
{
    public static ServicePromise None => new(double.NaN, double.NaN, double.NaN);
}
