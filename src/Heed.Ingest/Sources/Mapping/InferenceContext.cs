namespace Heed.Ingest.Sources.Mapping;

/// <summary>What is known of a prediction beside its request and its answer.</summary>
/// <param name="id">Joins labels to it; of several rows each has <c>-item-</c> and its number behind it. Empty for none.</param>
/// <param name="timeMs">When it happened; null for the time of arrival.</param>
public readonly ref struct InferenceContext(ReadOnlySpan<byte> id, long? timeMs)
{
    public ReadOnlySpan<byte> Id { get; } = id;

    public long? TimeMs { get; } = timeMs;

    /// <value>From the request to the answer; NaN, the default, where nobody measured it.</value>
    public double LatencyMs { get; init; } = double.NaN;

    /// <value>Plain text; empty for none.</value>
    public ReadOnlySpan<byte> Endpoint { get; init; }

    /// <value>Plain text; empty for none, or for what the answer says.</value>
    public ReadOnlySpan<byte> Version { get; init; }

    /// <value>A JSON array of numbers; empty for none, or for what the answer says.</value>
    public ReadOnlySpan<byte> Embedding { get; init; }
}
