namespace Heed.Ingest.Series;

/// <summary>A series as one source writes it, and what its owner has resolved that to.</summary>
public sealed class RawSeries<T>
{
    private readonly byte[] _raw;

    internal RawSeries(byte[] raw, ulong hash, T value)
    {
        _raw = raw;
        Hash = hash;
        Value = value;
    }

    /// <summary>The bytes as they came.</summary>
    public ReadOnlySpan<byte> Raw => _raw;

    /// <summary>What the owner keeps of the series.</summary>
    public T Value { get; }

    /// <summary>
    /// The series that came behind this one last time, or null: sources repeat their order. Threads may overwrite each other's word,
    /// which costs a lookup.
    /// </summary>
    public RawSeries<T>? Successor { get; internal set; }

    internal ulong Hash { get; }

    /// <summary>The cache's round in which the series was last seen.</summary>
    internal int Round { get; set; }
}
