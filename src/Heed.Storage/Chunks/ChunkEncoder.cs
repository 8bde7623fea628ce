using System.Buffers.Binary;
using System.Numerics;

namespace Heed.Storage.Chunks;

/// <summary>
/// Packs samples into bits, one at a time: the change of the interval and the exclusive or of neighbouring values, each behind
/// a prefix that says how wide it is. docs/formats/chunks.md draws them. The buffer stays with the encoder from chunk to chunk.
/// Not safe for concurrent use.
/// </summary>
internal struct ChunkEncoder
{
    public const int ShortTimeBits = 8;
    public const int MiddleTimeBits = 15;
    public const int LongTimeBits = 24;

    /// <summary>Holds a constant gauge's chunk without growing.</summary>
    private const int StartBytes = 48;

    /// <summary>What a window costs over the one before: the 12 bits that say where it lies.</summary>
    private const int WindowBits = 12;

    private byte[]? _bytes;
    private ulong _tail;
    private ulong _lastValue;
    private long _delta;
    private int _length;
    private byte _tailBits;
    private byte _leading;
    private byte _window;

    public long FirstTimeMs { get; private set; }

    public long LastTimeMs { get; private set; }

    public int Count { get; private set; }

    public readonly double LastValue => BitConverter.UInt64BitsToDouble(_lastValue);

    /// <summary>The bytes that <see cref="CopyTo"/> writes.</summary>
    public readonly int EncodedBytes => _length + ((_tailBits + 7) >> 3);

    /// <summary>Adds a sample. Any time and any 64 bits of a value come back exactly.</summary>
    public void Append(long timeMs, double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        if (Count == 0)
        {
            FirstTimeMs = timeMs;
            Write(bits, 64);
        }
        else
        {
            // Both differences wrap around: the decoder's sums wrap back to the same time.
            long delta = unchecked(timeMs - LastTimeMs);
            WriteTime(unchecked(delta - _delta));
            WriteValue(bits ^ _lastValue);
            _delta = delta;
        }

        LastTimeMs = timeMs;
        _lastValue = bits;
        Count++;
    }

    /// <summary>Adds the last sample again at equal distances: two zero bits each from the second on.</summary>
    /// <param name="stepMs">From one to the next, the last one included.</param>
    /// <param name="count">How many; the chunk has a sample and room.</param>
    public void Repeat(long stepMs, int count)
    {
        if (count == 0) return;
        Append(unchecked(LastTimeMs + stepMs), LastValue);
        WriteZeros(2 * (count - 1));
        LastTimeMs = unchecked(LastTimeMs + (stepMs * (count - 1)));
        Count += count - 1;
    }

    public readonly void CopyTo(Span<byte> target)
    {
        _bytes.AsSpan(0, _length).CopyTo(target);
        Span<byte> tail = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(tail, _tail);
        tail[..((_tailBits + 7) >> 3)].CopyTo(target[_length..]);
    }

    /// <summary>The samples so far in an array of their own; the encoder goes on.</summary>
    public readonly Chunk ToChunk()
    {
        byte[] data = new byte[EncodedBytes];
        CopyTo(data);
        return new Chunk(data, FirstTimeMs, LastTimeMs, Count);
    }

    /// <summary>Starts the next chunk; the last time and value stay known.</summary>
    public void Reset()
    {
        _tail = 0;
        _length = 0;
        _tailBits = 0;
        _window = 0;
        _delta = 0;
        Count = 0;
    }

    private void WriteTime(long change)
    {
        if (change == 0) Write(0, 1);
        else if (Fits(change, ShortTimeBits)) Write((0b10UL << ShortTimeBits) | Low(change, ShortTimeBits), 2 + ShortTimeBits);
        else if (Fits(change, MiddleTimeBits)) Write((0b110UL << MiddleTimeBits) | Low(change, MiddleTimeBits), 3 + MiddleTimeBits);
        else if (Fits(change, LongTimeBits)) Write((0b1110UL << LongTimeBits) | Low(change, LongTimeBits), 4 + LongTimeBits);
        else
        {
            Write(0b1111, 4);
            Write((ulong)change, 64);
        }
    }

    private void WriteValue(ulong difference)
    {
        if (difference == 0)
        {
            Write(0, 1);
            return;
        }

        int leading = BitOperations.LeadingZeroCount(difference);
        int trailing = BitOperations.TrailingZeroCount(difference);
        int needed = 64 - leading - trailing;
        int lastTrailing = 64 - _leading - _window;
        if (leading >= _leading && trailing >= lastTrailing && _window != 0 && _window <= needed + WindowBits)
        {
            Write(0b10, 2);
            Write(difference >> lastTrailing, _window);
            return;
        }

        _leading = (byte)leading;
        _window = (byte)needed;
        Write((0b11UL << WindowBits) | ((ulong)leading << 6) | (uint)(needed - 1), 2 + WindowBits);
        Write(difference >> trailing, needed);
    }

    private static bool Fits(long value, int bits) => value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);

    private static ulong Low(long value, int bits) => (ulong)value & ((1UL << bits) - 1);

    /// <param name="value">Zero above its lowest <paramref name="bits"/>.</param>
    /// <param name="bits">1 to 64.</param>
    private void Write(ulong value, int bits)
    {
        int free = 64 - _tailBits;
        if (bits < free)
        {
            _tail |= value << (free - bits);
            _tailBits += (byte)bits;
            return;
        }

        int rest = bits - free;
        Flush(_tail | (value >> rest));
        _tail = rest == 0 ? 0 : value << (64 - rest);
        _tailBits = (byte)rest;
    }

    private void WriteZeros(int bits)
    {
        for (int free = 64 - _tailBits; bits >= free; free = 64)
        {
            Flush(_tail);
            _tail = 0;
            _tailBits = 0;
            bits -= free;
        }

        _tailBits += (byte)bits;
    }

    private void Flush(ulong word)
    {
        _bytes ??= new byte[StartBytes];
        if (_length + sizeof(ulong) > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(_length), word);
        _length += sizeof(ulong);
    }
}
