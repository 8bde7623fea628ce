namespace Heed.Storage;

/// <summary>
/// Where the series in memory come from: what an operator looks at when there are too many. Each list is ordered, the greatest first, then
/// by name, and as long as was asked for.
/// </summary>
public sealed record Cardinality
{
    /// <summary>In memory now.</summary>
    public required int Series { get; init; }

    public required int LabelNames { get; init; }

    /// <summary>Different pairs of a label name and a value.</summary>
    public required int LabelPairs { get; init; }

    /// <summary>Series of each metric.</summary>
    public required IReadOnlyList<CardinalityEntry> SeriesByMetric { get; init; }

    /// <summary>Different values of each label name.</summary>
    public required IReadOnlyList<CardinalityEntry> ValuesByLabelName { get; init; }

    /// <summary>Bytes that the values of each label name and the lists of their series take in memory, roughly.</summary>
    public required IReadOnlyList<CardinalityEntry> BytesByLabelName { get; init; }

    /// <summary>Series of each pair, which is written <c>name=value</c>.</summary>
    public required IReadOnlyList<CardinalityEntry> SeriesByLabelPair { get; init; }
}
