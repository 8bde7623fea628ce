using System.Buffers.Binary;

namespace Heed.Storage.Chunks;

/// <summary>Reads bits from the most significant one of each byte on. Behind the last byte there are zeros.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> data)
{
    /// <summary>How many bits <see cref="Peek"/> shows at least, wherever it stands in a byte.</summary>
    public const int PeekBits = 57;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _bit;

    /// <summary>The next bits, left-aligned; the ones beyond <see cref="PeekBits"/> may be missing.</summary>
    public readonly ulong Peek()
    {
        int at = _bit >> 3;
        ulong word = at + sizeof(ulong) <= _data.Length ? BinaryPrimitives.ReadUInt64BigEndian(_data[at..]) : PeekTail(at);
        return word << (_bit & 7);
    }

    public void Skip(int bits) => _bit += bits;

    /// <param name="bits">1 to <see cref="PeekBits"/>.</param>
    public ulong Read(int bits)
    {
        ulong value = Peek() >> (64 - bits);
        _bit += bits;
        return value;
    }

    /// <param name="bits">1 to 64.</param>
    public ulong ReadLong(int bits)
    {
        if (bits <= PeekBits) return Read(bits);
        ulong high = Read(bits - 32);
        return (high << 32) | Read(32);
    }

    /// <summary>A two's complement number of this many bits.</summary>
    public long ReadSigned(int bits) => (long)(ReadLong(bits) << (64 - bits)) >> (64 - bits);

    private readonly ulong PeekTail(int at)
    {
        ulong word = 0;
        for (int i = at; i < _data.Length; i++) word |= (ulong)_data[i] << (56 - (8 * (i - at)));
        return word;
    }
}
