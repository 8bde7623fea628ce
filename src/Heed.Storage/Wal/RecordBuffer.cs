using System.Buffers.Binary;
using System.Text;

using Heed.Model.Checksums;

namespace Heed.Storage.Wal;

/// <summary>
/// A growing array of bytes that records are written into, used again and again. docs/formats/series-wal.md draws the frame.
/// </summary>
internal sealed class RecordBuffer
{
    /// <summary>Marker, kind, length and checksum.</summary>
    public const int FrameBytes = 13;

    /// <summary>Begins every record, so that a reader finds the next one behind damage. No UTF-8 text contains it.</summary>
    public const uint Marker = 0xA552_48D7;

    private const int StartBytes = 1024;

    /// <summary>A larger array is given back once it is written: a failing disk must not cost memory for ever.</summary>
    private const int MostKeptBytes = 16 << 20;

    private byte[] _bytes = new byte[StartBytes];
    private int _recordStart;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Bytes behind the frame of the record begun last.</summary>
    public int PayloadBytes => Length - _recordStart - FrameBytes;

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKeptBytes) _bytes = new byte[StartBytes];
    }

    public void Begin(RecordKind kind)
    {
        _recordStart = Length;
        Span<byte> frame = Take(FrameBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Marker);
        frame[4] = (byte)kind;
    }

    /// <summary>Closes the record that <see cref="Begin"/> opened: its length and checksum are known now.</summary>
    public void End()
    {
        Span<byte> record = _bytes.AsSpan(_recordStart, Length - _recordStart);
        BinaryPrimitives.WriteUInt32LittleEndian(record[5..], (uint)(record.Length - FrameBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record[9..], Checksum(record));
    }

    /// <summary>Over kind, length and payload of a whole record.</summary>
    public static uint Checksum(ReadOnlySpan<byte> record) =>
        Crc32C.Of(record[4..9], record[FrameBytes..]);

    public void AddByte(byte value) => Take(1)[0] = value;

    public void AddDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>Seven bits a byte, the lowest first; the high bit says that more follow.</summary>
    public void AddVarint(ulong value)
    {
        Span<byte> target = Reserve(10);
        int at = 0;
        while (value >= 0x80)
        {
            target[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[at++] = (byte)value;
        Length += at;
    }

    /// <summary>A signed number near zero in few bytes: 0, −1, 1, −2 … become 0, 1, 2, 3 …</summary>
    public void AddSigned(long value) => AddVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>The UTF-8 bytes behind their number.</summary>
    public void AddText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        AddVarint((ulong)length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    public void AddBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private Span<byte> Take(int length)
    {
        Span<byte> span = Reserve(length);
        Length += length;
        return span;
    }

    private Span<byte> Reserve(int length)
    {
        if (Length + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(checked(Length + length), _bytes.Length * 2));
        return _bytes.AsSpan(Length, length);
    }
}
