using System.Buffers.Binary;
using System.Text;

namespace Heed.Wire.Protobuf;

/// <summary>
/// Writes protobuf messages into a buffer that grows and is used again. Fields come out in the order of the calls; like proto3, the
/// callers leave out what has its default.
/// </summary>
public sealed class ProtobufWriter(int capacity = 1024)
{
    private const int MostVarintBytes = 10;

    private byte[] _bytes = new byte[capacity];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public static int VarintBytes(ulong value)
    {
        int bytes = 1;
        for (; value >= 0x80; value >>= 7) bytes++;
        return bytes;
    }

    public void WriteVarint(ulong value)
    {
        Reserve(MostVarintBytes);
        for (; value >= 0x80; value >>= 7) _bytes[_length++] = (byte)(value | 0x80);
        _bytes[_length++] = (byte)value;
    }

    public void WriteVarint(int field, ulong value)
    {
        WriteTag(field, WireType.Varint);
        WriteVarint(value);
    }

    /// <summary>int32, int64 and enums: negative ones take ten bytes.</summary>
    public void WriteInt64(int field, long value) => WriteVarint(field, (ulong)value);

    /// <summary>sint32 and sint64.</summary>
    public void WriteZigZag(int field, long value) => WriteVarint(field, ZigZag(value));

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public void WriteDouble(int field, double value)
    {
        WriteTag(field, WireType.Fixed64);
        WriteDouble(value);
    }

    /// <summary>A number alone, as an item of a packed field.</summary>
    public void WriteDouble(double value)
    {
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(double);
    }

    public void WriteBytes(int field, ReadOnlySpan<byte> content)
    {
        WriteTag(field, WireType.Bytes);
        WriteVarint((ulong)content.Length);
        WriteRaw(content);
    }

    public void WriteText(int field, ReadOnlySpan<char> text)
    {
        WriteTag(field, WireType.Bytes);
        int count = Encoding.UTF8.GetByteCount(text);
        WriteVarint((ulong)count);
        Reserve(count);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    /// <summary>Bytes as they are, without tag or length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Begins a message, or a packed field, inside this one; what follows belongs to it until <see cref="End"/>.</summary>
    /// <returns>What <see cref="End"/> wants to know.</returns>
    public int Begin(int field)
    {
        WriteTag(field, WireType.Bytes);
        Reserve(1);
        return ++_length;
    }

    /// <param name="start">What <see cref="Begin"/> gave. Inner ones end before outer ones.</param>
    public void End(int start)
    {
        int content = _length - start;
        int lengthBytes = VarintBytes((ulong)content);
        if (lengthBytes > 1)
        {
            // One byte was kept for the length; a longer message moves to make room for more.
            Reserve(lengthBytes - 1);
            _bytes.AsSpan(start, content).CopyTo(_bytes.AsSpan(start + lengthBytes - 1));
        }

        _length = start - 1;
        WriteVarint((ulong)content);
        _length += content;
    }

    private void WriteTag(int field, WireType type) => WriteVarint(ProtobufReader.Tag(field, type));

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
