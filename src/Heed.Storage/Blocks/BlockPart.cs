namespace Heed.Storage.Blocks;

/// <summary>What one block has of a series.</summary>
/// <param name="Block">The block.</param>
/// <param name="Ordinal">The series in it.</param>
/// <param name="FirstTimeMs">Of its first sample there.</param>
/// <param name="LastTimeMs">Of its last sample there.</param>
internal readonly record struct BlockPart(Block Block, int Ordinal, long FirstTimeMs, long LastTimeMs)
{
    public bool Overlaps(long fromMs, long toMs) => FirstTimeMs <= toMs && LastTimeMs >= fromMs;
}
