using System.Buffers.Binary;

using Heed.Model.Checksums;

namespace Heed.Ingest.Journal;

/// <summary>What stands in front of a payload.</summary>
internal readonly record struct RecordHeader(int PayloadBytes, uint PayloadChecksum, ulong Sequence, long AcceptedAtMs)
{
    public long RecordBytes => JournalFormat.RecordHeaderBytes + (long)PayloadBytes;

    public void Write(Span<byte> target)
    {
        JournalFormat.RecordMagic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], PayloadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], PayloadChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], AcceptedAtMs);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Crc32C.Of(target[8..JournalFormat.RecordHeaderBytes]));
    }

    /// <summary>False where the bytes are no header as it was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out RecordHeader header)
    {
        header = default;
        if (source.Length < JournalFormat.RecordHeaderBytes || !source.StartsWith(JournalFormat.RecordMagic)) return false;
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        if (checksum != Crc32C.Of(source[8..JournalFormat.RecordHeaderBytes])) return false;
        header = new RecordHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[24..]));
        return header.PayloadBytes is >= 0 and <= JournalFormat.MaxPayloadBytes;
    }
}
