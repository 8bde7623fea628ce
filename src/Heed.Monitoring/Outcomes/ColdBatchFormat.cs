using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Heed.Model.Checksums;
using Heed.Model.Records;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// A batch in a volume: a header, the ids in ascending order, and a record for each id. See docs/formats/outcomes.md. A record has a
/// checksum of its own because records are read one by one.
/// </summary>
internal sealed class ColdBatchFormat(int extras)
{
    public const int HeaderSize = 40;
    public const int IdSize = 16;

    private const uint FormatVersion = 1;
    private static readonly int ValueSize = Unsafe.SizeOf<PendingPrediction>();
    private static readonly byte[] Magic = "HEEDOUTC"u8.ToArray();

    /// <summary>Bytes of a record with its checksum.</summary>
    public int RecordSize => ValueSize + extras + sizeof(uint);

    public long SizeOf(int count) => HeaderSize + (count * (long)(IdSize + RecordSize));

    public static long IdOffset(int position) => HeaderSize + ((long)position * IdSize);

    public long RecordOffset(int count, int position) => IdOffset(count) + ((long)position * RecordSize);

    public void WriteId(Span<byte> batch, int position, RecordId id)
    {
        Span<byte> at = batch[(int)IdOffset(position)..];
        BinaryPrimitives.WriteUInt64LittleEndian(at, id.High);
        BinaryPrimitives.WriteUInt64LittleEndian(at[sizeof(ulong)..], id.Low);
    }

    public static RecordId ReadId(ReadOnlySpan<byte> ids, int position)
    {
        ReadOnlySpan<byte> at = ids[(position * IdSize)..];
        return new RecordId(BinaryPrimitives.ReadUInt64LittleEndian(at), BinaryPrimitives.ReadUInt64LittleEndian(at[sizeof(ulong)..]));
    }

    public void WriteRecord(Span<byte> batch, int count, int position, in PendingPrediction value, ReadOnlySpan<byte> extra)
    {
        Span<byte> record = batch.Slice((int)RecordOffset(count, position), RecordSize);
        MemoryMarshal.Write(record, value);
        extra.CopyTo(record[ValueSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[^sizeof(uint)..], Crc32C.Of(record[..^sizeof(uint)]));
    }

    /// <summary>False where the record's checksum does not match.</summary>
    public bool TryReadRecord(ReadOnlySpan<byte> record, out PendingPrediction value, Span<byte> extra)
    {
        value = MemoryMarshal.Read<PendingPrediction>(record);
        record[ValueSize..^sizeof(uint)].CopyTo(extra);
        return Crc32C.Of(record[..^sizeof(uint)]) == BinaryPrimitives.ReadUInt32LittleEndian(record[^sizeof(uint)..]);
    }

    /// <summary>Last, when ids are there.</summary>
    public void WriteHeader(Span<byte> batch, int count, long sequence)
    {
        Magic.CopyTo(batch);
        BinaryPrimitives.WriteUInt32LittleEndian(batch[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(batch[12..], count);
        BinaryPrimitives.WriteInt64LittleEndian(batch[16..], sequence);
        BinaryPrimitives.WriteInt32LittleEndian(batch[24..], RecordSize);
        BinaryPrimitives.WriteUInt32LittleEndian(batch[28..], Crc32C.Of(batch.Slice(HeaderSize, count * IdSize)));
        BinaryPrimitives.WriteUInt32LittleEndian(batch[32..], Crc32C.Of(batch[..32]));
        BinaryPrimitives.WriteUInt32LittleEndian(batch[36..], 0);
    }

    /// <summary>Whether header and ids are those of the batch.</summary>
    /// <param name="start">The header and all ids.</param>
    public bool IsWhole(ReadOnlySpan<byte> start, int count, long sequence) =>
        start.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt32LittleEndian(start[8..]) == FormatVersion
        && BinaryPrimitives.ReadInt32LittleEndian(start[12..]) == count
        && BinaryPrimitives.ReadInt64LittleEndian(start[16..]) == sequence
        && BinaryPrimitives.ReadInt32LittleEndian(start[24..]) == RecordSize
        && BinaryPrimitives.ReadUInt32LittleEndian(start[28..]) == Crc32C.Of(start.Slice(HeaderSize, count * IdSize))
        && BinaryPrimitives.ReadUInt32LittleEndian(start[32..]) == Crc32C.Of(start[..32]);
}
