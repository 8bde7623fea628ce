namespace Heed.Storage.Head;

/// <summary>What one series holds.</summary>
internal record struct SeriesFigures
{
    public long Samples;

    /// <summary>Of the sealed chunks.</summary>
    public long ChunkBytes;

    /// <summary><see cref="long.MinValue"/> where there are no samples.</summary>
    public long LastTimeMs;
}
