using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>Where a part of a block lies, and the checksum of its bytes.</summary>
/// <param name="Offset">From the start of the file.</param>
/// <param name="LengthBytes">At most 2 GiB.</param>
/// <param name="Checksum">CRC-32C.</param>
internal readonly record struct BlockSection(long Offset, int LengthBytes, uint Checksum)
{
    public void WriteTo(RecordBuffer target)
    {
        target.AddVarint((ulong)Offset);
        target.AddVarint((ulong)LengthBytes);
        target.AddVarint(Checksum);
    }

    public static BlockSection Read(ref PayloadReader bytes)
    {
        ulong offset = bytes.ReadVarint();
        int length = bytes.ReadInt();
        ulong checksum = bytes.ReadVarint();
        if (offset > long.MaxValue || checksum > uint.MaxValue) bytes.Fail();
        return bytes.Failed ? default : new BlockSection((long)offset, length, (uint)checksum);
    }

    /// <summary>Whether it lies behind the header and before a place in the file.</summary>
    public bool LiesBefore(long end) => Offset >= BlockFooter.HeaderBytes && Offset <= end - LengthBytes;
}
