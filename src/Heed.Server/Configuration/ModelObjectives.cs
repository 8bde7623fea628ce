using Heed.Monitoring;
using Heed.Rules.Objectives;

namespace Heed.Server.Configuration;

/// <summary>The <c>slo</c> of a model. The figures are null where they are not configured, which is the default.</summary>
public sealed record ModelObjectives
{
    public static ModelObjectives None { get; } = new();

    /// <value>From 1ms to 1h, like the other latencies, and none above a later one.</value>
    public TimeSpan? LatencyP50 { get; init; }

    public TimeSpan? LatencyP95 { get; init; }

    public TimeSpan? LatencyP99 { get; init; }

    /// <value>The least share of requests that do not fail; inside (0, 1).</value>
    public double? Availability { get; init; }

    /// <value>The most share of requests that fail; inside (0, 1).</value>
    public double? ErrorRate { get; init; }

    /// <value>The least share of right answers; inside (0, 1).</value>
    public double? Accuracy { get; init; }

    /// <value>The least requests per second; above 0.</value>
    public double? ThroughputPerSecond { get; init; }

    /// <value>The most cost of a thousand predictions, in the currency of the events; above 0.</value>
    public double? CostPer1000 { get; init; }

    /// <value>What is promised, those left out that are switched off.</value>
    public IReadOnlyList<ServiceLevelObjective> All { get; init; } = [];

    /// <value>When the model may be deployed.</value>
    public BudgetPolicy Gate { get; init; } = BudgetPolicy.Default;

    /// <summary>What the service is held to before its own past is known: the latency of the largest percentile, and the fewest errors.</summary>
    public ServicePromise Promise
    {
        get
        {
            (TimeSpan? latency, double slow) = LatencyP99 is not null ? (LatencyP99, 0.01) : LatencyP95 is not null ? (LatencyP95, 0.05) : (LatencyP50, 0.5);
            double errors = Availability is { } availability ? 1 - availability : ErrorRate ?? double.NaN;
            return new ServicePromise(latency?.TotalSeconds ?? double.NaN, latency is null ? double.NaN : slow, errors);
        }
    }

    /// <summary>The latencies that are configured, ascending, in seconds.</summary>
    public IReadOnlyList<double> LatencyBoundsSeconds =>
        [.. new[] { LatencyP50, LatencyP95, LatencyP99 }.OfType<TimeSpan>().Distinct().Order().Select(latency => latency.TotalSeconds)];
}
