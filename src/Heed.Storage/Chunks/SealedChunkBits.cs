using System.Buffers;
using System.Buffers.Binary;

namespace Heed.Storage.Chunks;

/// <summary>
/// Numbers of one width, packed from the lowest bit of each byte on. A width above <see cref="WidestPacked"/> counts as 64, so that one
/// load of eight bytes always shows a whole number.
/// </summary>
internal static class SealedChunkBits
{
    private const int WidestPacked = 57;
    private const int WholeCode = WidestPacked + 1;

    /// <summary>A frame of the widest numbers, and behind it zeros for the last loads, which reach beyond the last number.</summary>
    private const int Padded = (SealedChunkFrame.MaxNumbers + 1) * sizeof(ulong);

    /// <summary>The code of a width in a frame's head: 0 to 58.</summary>
    public static int CodeOf(int bits) => Math.Min(bits, WholeCode);

    /// <summary>The width of a code; codes that no writer writes count as 64.</summary>
    public static int WidthOf(int code) => code <= WidestPacked ? code : 64;

    public static int Bytes(int count, int bits) => ((count * bits) + 7) >> 3;

    /// <summary>Writes the distances of the numbers from the least.</summary>
    public static void Pack(ReadOnlySpan<long> numbers, long least, int bits, ArrayBufferWriter<byte> target)
    {
        if (bits == 0) return;
        int length = Bytes(numbers.Length, bits);
        Span<byte> bytes = target.GetSpan(length);
        ulong word = 0;
        int filled = 0;
        int at = 0;
        foreach (long number in numbers)
        {
            ulong distance = unchecked((ulong)number - (ulong)least);
            word |= distance << filled;
            filled += bits;
            if (filled < 64) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], word);
            at += sizeof(ulong);
            filled -= 64;
            word = filled == 0 ? 0 : distance >> (bits - filled);
        }

        for (; at < length; at++, word >>= 8) bytes[at] = (byte)word;
        target.Advance(length);
    }

    /// <summary>Undoes <see cref="Pack"/>. Bytes that are too few count as zeros.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, long least, Span<long> numbers)
    {
        if (bits == 0)
        {
            numbers.Fill(least);
            return;
        }

        Span<byte> padded = stackalloc byte[Padded];
        packed.CopyTo(padded);
        ulong mask = ulong.MaxValue >> (64 - bits);
        int bit = 0;
        for (int i = 0; i < numbers.Length; i++, bit += bits)
        {
            numbers[i] = unchecked(least + (long)((Load(padded, bit) >> (bit & 7)) & mask));
        }
    }

    /// <summary>Unpacks steps, each a distance from <paramref name="least"/>, and sums them up from <paramref name="sum"/> on.</summary>
    public static void UnpackSums(ReadOnlySpan<byte> packed, int bits, long least, long sum, Span<long> numbers)
    {
        if (bits == 0)
        {
            for (int i = 0; i < numbers.Length; i++) numbers[i] = sum = unchecked(sum + least);
            return;
        }

        Span<byte> padded = stackalloc byte[Padded];
        packed.CopyTo(padded);
        ulong mask = ulong.MaxValue >> (64 - bits);
        int bit = 0;
        for (int i = 0; i < numbers.Length; i++, bit += bits)
        {
            sum = unchecked(sum + least + (long)((Load(padded, bit) >> (bit & 7)) & mask));
            numbers[i] = sum;
        }
    }

    private static ulong Load(ReadOnlySpan<byte> padded, int bit) => BinaryPrimitives.ReadUInt64LittleEndian(padded[(bit >> 3)..]);
}
