using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Heed.Wire.Protobuf;

/// <summary>
/// Reads the fields of one protobuf message where it lies, without a copy. A message that contradicts itself makes the reader
/// <see cref="IsBroken"/>: from then on it is at its end and gives zeros and empty spans, so that a loop over fields ends by itself and
/// asks once. It never reads outside its span. Source: protobuf.dev/programming-guides/encoding.
/// </summary>
public ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int MostVarintBytes = 10;
    private const int TagTypeBits = 3;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>Whether something that was read was cut short or impossible. It stays so.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The offset behind the last thing that was read; the message's length where it is broken.</summary>
    public readonly int Position => _position;

    public readonly bool IsAtEnd => _position >= _message.Length;

    /// <summary>A tag: the field's number and the type of its value, as both stand on the wire.</summary>
    public static uint Tag(int field, WireType type) => ((uint)field << TagTypeBits) | (uint)type;

    public static int FieldOf(uint tag) => (int)(tag >> TagTypeBits);

    /// <summary>False at the end of the message and where it is broken.</summary>
    public bool TryReadTag(out uint tag)
    {
        if (_position >= _message.Length)
        {
            tag = 0;
            return false;
        }

        ulong read = ReadVarint();
        tag = (uint)read;
        if (read <= uint.MaxValue && tag >> TagTypeBits != 0) return true;
        Break();
        return false;
    }

    /// <summary>Passes over the value of a field that the reader does not know.</summary>
    public void Skip(uint tag)
    {
        switch ((WireType)(tag & 7))
        {
            case WireType.Varint: ReadVarint(); break;
            case WireType.Fixed64: Take(sizeof(ulong)); break;
            case WireType.Bytes: ReadBytes(); break;
            case WireType.Fixed32: Take(sizeof(uint)); break;
            default: Break(); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint()
    {
        if ((uint)_position < (uint)_message.Length)
        {
            byte first = _message[_position];
            if (first < 0x80)
            {
                _position++;
                return first;
            }
        }

        return ReadLongVarint();
    }

    /// <summary>A signed number whose sign stands in its lowest bit (sint32, sint64).</summary>
    public long ReadZigZag()
    {
        ulong read = ReadVarint();
        return (long)(read >> 1) ^ -(long)(read & 1);
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    public ulong ReadFixed64()
    {
        ReadOnlySpan<byte> bytes = Take(sizeof(ulong));
        return bytes.Length == 0 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>A text, a message or packed numbers: a length and as many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarint();
        if (length <= (ulong)(_message.Length - _position)) return Take((int)length);
        Break();
        return [];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _position)
        {
            Break();
            return [];
        }

        ReadOnlySpan<byte> taken = _message.Slice(_position, count);
        _position += count;
        return taken;
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        int end = Math.Min(_message.Length, _position + MostVarintBytes);
        int shift = 0;
        for (int i = _position; i < end; i++, shift += 7)
        {
            byte read = _message[i];
            value |= (ulong)(read & 0x7F) << shift;
            if (read >= 0x80) continue;

            // The tenth byte has room for one bit only.
            if (shift == 63 && read > 1) break;
            _position = i + 1;
            return value;
        }

        Break();
        return 0;
    }

    private void Break()
    {
        IsBroken = true;
        _position = _message.Length;
    }
}
