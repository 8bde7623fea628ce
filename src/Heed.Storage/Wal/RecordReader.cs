using System.Buffers.Binary;

namespace Heed.Storage.Wal;

/// <summary>
/// Reads the records of a file from its start. Behind unreadable bytes it goes on at the next marker with a good checksum, so
/// that damage costs the records it touches and no other. Memory: one record and one read-ahead.
/// </summary>
internal sealed class RecordReader(Stream file, string name, RecoveryLosses losses)
{
    /// <summary>No record is longer; a greater length is damage.</summary>
    public const int MaxPayloadBytes = 512 << 20;

    private const int ReadAheadBytes = 1 << 20;

    private byte[] _buffer = new byte[ReadAheadBytes];
    private int _start;
    private int _end;
    private long _offset;
    private bool _endOfFile;

    public RecordKind Kind { get; private set; }

    /// <summary>True until the next call of <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(_start - PayloadLength, PayloadLength);

    public int PayloadLength { get; private set; }

    /// <summary>Of the record read last.</summary>
    public long RecordOffset => _offset - PayloadLength - RecordBuffer.FrameBytes;

    public bool Next()
    {
        long damagedFrom = _offset;
        string? reason = null;
        while (Fill(1))
        {
            string? wrong = Check(out int length);
            if (wrong is null)
            {
                if (reason is not null) losses.AddDamage(name, damagedFrom, _offset - damagedFrom, reason);
                Kind = (RecordKind)_buffer[_start + 4];
                PayloadLength = length;
                Advance(RecordBuffer.FrameBytes + length);
                return true;
            }

            reason ??= wrong;
            SkipToMarker();
        }

        if (reason is not null) losses.AddCut(name, damagedFrom, _offset - damagedFrom, reason);
        return false;
    }

    /// <returns>Null where a whole, undamaged record begins here; else what is wrong.</returns>
    private string? Check(out int length)
    {
        length = 0;
        if (!Fill(RecordBuffer.FrameBytes)) return $"expected {RecordBuffer.FrameBytes} bytes of frame, found {_end - _start}";
        uint marker = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        if (marker != RecordBuffer.Marker) return $"expected the marker {RecordBuffer.Marker:x8}, found {marker:x8}";
        uint written = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start + 5));
        if (written > MaxPayloadBytes) return $"expected at most {MaxPayloadBytes} bytes of payload, found {written}";
        length = (int)written;
        if (!Fill(RecordBuffer.FrameBytes + length)) return $"expected {length} bytes of payload, found the end of the file";
        ReadOnlySpan<byte> record = _buffer.AsSpan(_start, RecordBuffer.FrameBytes + length);
        uint found = BinaryPrimitives.ReadUInt32LittleEndian(record[9..]);
        uint expected = RecordBuffer.Checksum(record);
        return found == expected ? null : $"expected the checksum {expected:x8}, found {found:x8}";
    }

    /// <summary>To the next place, at least one byte on, where a marker may begin.</summary>
    private void SkipToMarker()
    {
        Advance(1);
        while (Fill(1))
        {
            int at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)(RecordBuffer.Marker & 0xFF));
            if (at >= 0)
            {
                Advance(at);
                return;
            }

            Advance(_end - _start);
        }
    }

    private void Advance(int bytes)
    {
        _start += bytes;
        _offset += bytes;
    }

    /// <summary>Has so many bytes at hand, or as many as the file still has.</summary>
    private bool Fill(int needed)
    {
        while (_end - _start < needed && !_endOfFile)
        {
            if (_start + needed > _buffer.Length)
            {
                byte[] target = needed > _buffer.Length ? new byte[needed + ReadAheadBytes] : _buffer;
                _buffer.AsSpan(_start, _end - _start).CopyTo(target);
                _buffer = target;
                _end -= _start;
                _start = 0;
            }

            int read = file.Read(_buffer.AsSpan(_end));
            _end += read;
            _endOfFile = read == 0;
        }

        return _end - _start >= needed;
    }
}
