namespace Heed.Server.Endpoints;

/// <summary><c>GET /v1/status</c>, and the <c>status</c> event of the stream.</summary>
internal sealed record StatusBody
{
    public required string Version { get; init; }

    /// <summary>The engine's time: simulated in a demo.</summary>
    public DateTimeOffset Now { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary><c>live</c> or <c>demo</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>How many times faster than real time the engine's time goes.</summary>
    public double Speed { get; init; }

    public long SampleIntervalMs { get; init; }

    public long EvaluationIntervalMs { get; init; }

    public long LookbackMs { get; init; }

    public int Models { get; init; }

    public int Firing { get; init; }

    public int Pending { get; init; }

    /// <summary>Null for a server that shares its state with no other.</summary>
    public PairBody? Pair { get; init; }
}
