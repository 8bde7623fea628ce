using System.Buffers.Binary;

namespace Heed.Storage.Index;

/// <summary>Reads a part of an index from its front; what leads out of the part is damage.</summary>
/// <param name="bytes">The part.</param>
/// <param name="offset">Where in the index it lies, for messages.</param>
internal ref struct IndexBytes(ReadOnlySpan<byte> bytes, int offset)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private int _offset = offset;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>A part of all bytes of an index.</summary>
    /// <exception cref="InvalidDataException">It does not lie within them.</exception>
    public static IndexBytes Part(ReadOnlySpan<byte> all, int from, int to) =>
        from >= 0 && from <= to && to <= all.Length
            ? new IndexBytes(all[from..to], from)
            : throw new InvalidDataException($"expected a part of an index of {all.Length} bytes, found {from} to {to}");

    public uint ReadVarint()
    {
        uint value = 0;
        for (int shift = 0; shift < 7 * Varint.MostBytes; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Damage("the end of a number", value);
    }

    /// <summary>A number that counts bytes or places.</summary>
    public int ReadCount()
    {
        uint count = ReadVarint();
        return count <= int.MaxValue ? (int)count : throw Damage("a number of bytes or a place", count);
    }

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length) throw Damage($"{length} bytes", _rest.Length);
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        _offset += length;
        return taken;
    }

    /// <summary>The next bytes as a part of their own.</summary>
    public IndexBytes TakePart(int length)
    {
        int at = _offset;
        return new IndexBytes(Take(length), at);
    }

    public readonly InvalidDataException Damage(string expected, long found) =>
        new($"expected {expected} at {_offset} of an index, found {found}");
}
