using Heed.Storage.Chunks;
using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>One chunk in a series' directory.</summary>
internal readonly record struct BlockChunk(ChunkKind Kind, int Count, long FirstTimeMs, long LastTimeMs, int LengthBytes, uint Checksum)
{
    /// <param name="target">Gets the entry.</param>
    /// <param name="previousLastMs">Of the chunk before, or 0.</param>
    public void WriteTo(RecordBuffer target, long previousLastMs)
    {
        target.AddByte((byte)Kind);
        target.AddVarint((ulong)Count);
        target.AddSigned(unchecked(FirstTimeMs - previousLastMs));
        target.AddVarint(unchecked((ulong)(LastTimeMs - FirstTimeMs)));
        target.AddVarint((ulong)LengthBytes);
        target.AddVarint(Checksum);
    }

    public static BlockChunk Read(ref PayloadReader bytes, long previousLastMs)
    {
        ChunkKind kind = (ChunkKind)bytes.ReadByte();
        int count = bytes.ReadInt();
        long firstTimeMs = unchecked(previousLastMs + bytes.ReadSigned());
        long lastTimeMs = unchecked(firstTimeMs + (long)bytes.ReadVarint());
        return new BlockChunk(kind, count, firstTimeMs, lastTimeMs, bytes.ReadInt(), (uint)bytes.ReadVarint());
    }
}
