namespace Heed.Storage.Head;

/// <summary>What the retention took from one series, or from all of them.</summary>
internal record struct DroppedChunks
{
    public int Chunks;
    public long Samples;
    public long Bytes;

    /// <summary>Whether the series has no sample left that the retention protects.</summary>
    public bool IsEmpty;
}
