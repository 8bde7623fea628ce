using System.Buffers.Binary;

using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>One series in a block's table of series.</summary>
/// <param name="Offset">Of its directory; its chunks follow it, and its summaries these.</param>
/// <param name="DirectoryBytes">What says where the chunks are.</param>
/// <param name="DirectoryChecksum">CRC-32C of it.</param>
/// <param name="SummaryAt">From <paramref name="Offset"/> on.</param>
/// <param name="SummaryBytes">0 where nothing is summarized: there are histograms, or stale markers only.</param>
/// <param name="SummaryChecksum">CRC-32C of them.</param>
/// <param name="Samples">Of all chunks.</param>
/// <param name="FirstTimeMs">Of the first sample.</param>
/// <param name="LastTimeMs">Of the last sample.</param>
internal readonly record struct BlockEntry(
    long Offset,
    int DirectoryBytes,
    uint DirectoryChecksum,
    uint SummaryAt,
    int SummaryBytes,
    uint SummaryChecksum,
    int Samples,
    long FirstTimeMs,
    long LastTimeMs)
{
    public const int Bytes = 48;

    /// <summary>Where the series' bytes end.</summary>
    public long End => Offset + SummaryAt + SummaryBytes;

    public void WriteTo(RecordBuffer target)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Offset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], DirectoryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], DirectoryChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], SummaryAt);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], SummaryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], SummaryChecksum);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], Samples);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], FirstTimeMs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], LastTimeMs);
        target.AddBytes(bytes);
    }

    public static BlockEntry Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
}
