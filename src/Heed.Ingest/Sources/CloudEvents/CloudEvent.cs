namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>One CloudEvent of a serving system, in whatever mode it came: the attributes that say what it is, and its data.</summary>
public readonly record struct CloudEvent
{
    public string Type { get; init; }

    public string Id { get; init; }

    /// <value>Seldon's <c>requestid</c>; null where there is none.</value>
    public string? RequestId { get; init; }

    /// <value>The inference service or deployment.</value>
    public string? Service { get; init; }

    /// <value>Seldon's <c>modelid</c>: a node of the deployment's graph.</value>
    public string? ModelId { get; init; }

    /// <value>KServe's <c>component</c>: predictor, transformer or explainer.</value>
    public string? Component { get; init; }

    /// <value>Which of several the traffic was split to: <c>default</c>, <c>canary</c>, a predictor's name.</value>
    public string? Endpoint { get; init; }

    /// <value>Unix milliseconds with their fraction; NaN where the event has none.</value>
    public double TimeMs { get; init; }

    /// <value>Whether <see cref="TimeMs"/> is when it happened rather than when it was sent: KServe then tells the latter, too.</value>
    public bool IsTimeOfOccurrence { get; init; }

    /// <value>JSON.</value>
    public ReadOnlyMemory<byte> Data { get; init; }
}
