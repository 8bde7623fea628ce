using System.Numerics;

namespace Heed.Storage.Chunks;

/// <summary>Undoes <see cref="ChunkEncoder"/>.</summary>
internal static class ChunkDecoder
{
    /// <summary>
    /// Fills both spans, which have the length of the chunk's count. Damaged bits give wrong samples, never an exception.
    /// </summary>
    public static void Decode(ReadOnlySpan<byte> data, long firstTimeMs, Span<long> timesMs, Span<double> values)
    {
        if (timesMs.Length == 0) return;
        BitReader reader = new(data);
        ulong bits = reader.ReadLong(64);
        long time = firstTimeMs;
        long delta = 0;
        int window = 0;
        int trailing = 0;
        timesMs[0] = time;
        values[0] = BitConverter.UInt64BitsToDouble(bits);
        int i = 1;
        while (i < timesMs.Length)
        {
            // A run of zero bits is a run of samples at the same interval with the same value: two bits each.
            int zeros = Math.Min(BitOperations.LeadingZeroCount(reader.Peek()), BitReader.PeekBits);
            int run = Math.Min(zeros >> 1, timesMs.Length - i);
            if (run > 0)
            {
                reader.Skip(2 * run);
                values.Slice(i, run).Fill(BitConverter.UInt64BitsToDouble(bits));
                for (int end = i + run; i < end; i++) timesMs[i] = time += delta;
                continue;
            }

            delta += ReadTimeCode(ref reader);
            time += delta;
            bits ^= ReadValueCode(ref reader, ref window, ref trailing);
            timesMs[i] = time;
            values[i] = BitConverter.UInt64BitsToDouble(bits);
            i++;
        }
    }

    private static long ReadTimeCode(ref BitReader reader)
    {
        int ones = BitOperations.LeadingZeroCount(~reader.Peek());
        switch (ones)
        {
            case 0:
                reader.Skip(1);
                return 0;
            case 1:
                reader.Skip(2);
                return reader.ReadSigned(ChunkEncoder.ShortTimeBits);
            case 2:
                reader.Skip(3);
                return reader.ReadSigned(ChunkEncoder.MiddleTimeBits);
            case 3:
                reader.Skip(4);
                return reader.ReadSigned(ChunkEncoder.LongTimeBits);
            default:
                reader.Skip(4);
                return (long)reader.ReadLong(64);
        }
    }

    /// <summary>The exclusive or of the value's bits with those of the one before.</summary>
    private static ulong ReadValueCode(ref BitReader reader, ref int window, ref int trailing)
    {
        ulong next = reader.Peek();
        if (next >> 63 == 0)
        {
            reader.Skip(1);
            return 0;
        }

        reader.Skip(2);
        if (next >> 62 == 0b11)
        {
            int leading = (int)reader.Read(6);
            window = (int)reader.Read(6) + 1;
            trailing = Math.Max(0, 64 - leading - window);
        }

        return window == 0 ? 0 : reader.ReadLong(window) << trailing;
    }
}
