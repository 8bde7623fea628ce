using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Heed.Storage.Wal;

/// <summary>Reads what <see cref="RecordBuffer"/> wrote. Bytes that make no sense set <see cref="Failed"/>; what follows is zero.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public bool Failed { get; private set; }

    /// <summary>How many bytes are not read yet.</summary>
    public readonly int Left => _rest.Length;

    public readonly bool AtEnd => _rest.Length == 0;

    public byte ReadByte()
    {
        ReadOnlySpan<byte> bytes = ReadBytes(1);
        return bytes.Length == 1 ? bytes[0] : (byte)0;
    }

    public double ReadDouble()
    {
        ReadOnlySpan<byte> bytes = ReadBytes(sizeof(double));
        return bytes.Length == sizeof(double) ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : 0;
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < _rest.Length && i < 10; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        Fail();
        return 0;
    }

    public long ReadSigned()
    {
        ulong folded = ReadVarint();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>A count, an id or a length: never negative, never above <see cref="int.MaxValue"/>.</summary>
    public int ReadInt()
    {
        ulong value = ReadVarint();
        if (value <= int.MaxValue) return (int)value;
        Fail();
        return 0;
    }

    /// <summary>A count of things that take a byte at least: never above the bytes that are left.</summary>
    public int ReadCount()
    {
        ulong value = ReadVarint();
        if (value <= (ulong)_rest.Length) return (int)value;
        Fail();
        return 0;
    }

    public string ReadText()
    {
        ReadOnlySpan<byte> bytes = ReadBytes(ReadInt());
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        Fail();
        return "";
    }

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if (length > _rest.Length)
        {
            Fail();
            return default;
        }

        ReadOnlySpan<byte> bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public void Fail()
    {
        Failed = true;
        _rest = default;
    }
}
