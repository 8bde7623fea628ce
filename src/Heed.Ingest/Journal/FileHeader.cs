using System.Buffers.Binary;

using Heed.Model.Checksums;

namespace Heed.Ingest.Journal;

/// <summary>The first bytes of a segment.</summary>
internal static class FileHeader
{
    public static void Write(Span<byte> target, ulong firstSequence)
    {
        JournalFormat.FileMagic.CopyTo(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], JournalFormat.Version);
        BinaryPrimitives.WriteUInt64LittleEndian(target[12..], firstSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(target[20..], Crc32C.Of(target[..20]));
    }

    public static FileHeaderState Check(ReadOnlySpan<byte> source, out uint version)
    {
        version = 0;
        if (source.Length < JournalFormat.FileHeaderBytes) return FileHeaderState.Damaged;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[20..]) != Crc32C.Of(source[..20])) return FileHeaderState.Damaged;
        version = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]);
        if (!source.StartsWith(JournalFormat.FileMagic)) return FileHeaderState.Damaged;
        return version == JournalFormat.Version ? FileHeaderState.Readable : FileHeaderState.OtherVersion;
    }
}
