namespace Heed.Server.Configuration;

/// <summary><c>slo</c> of a model; null where it says nothing. Ratios are from 0 to 1.</summary>
public sealed record ObjectiveConfiguration
{
    public static readonly ObjectiveConfiguration None = new();

    public TimeSpan? LatencyP50 { get; init; }

    public TimeSpan? LatencyP95 { get; init; }

    public TimeSpan? LatencyP99 { get; init; }

    public double? Availability { get; init; }

    /// <summary>The largest share of requests that may fail.</summary>
    public double? ErrorRate { get; init; }

    public double? Accuracy { get; init; }

    /// <summary>Requests a second.</summary>
    public double? Throughput { get; init; }

    /// <summary>Cost of a thousand requests, in the unit of the events' <c>cost</c>.</summary>
    public double? CostPer1000 { get; init; }
}
