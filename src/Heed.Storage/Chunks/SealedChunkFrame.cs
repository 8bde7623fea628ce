using System.Buffers;
using System.Numerics;

using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>
/// A frame of whole numbers of a sealed chunk: a head of few bytes, then numbers of one width. Any 64-bit numbers come back; sums and
/// differences wrap around. docs/formats/sealed-chunks.md draws the forms.
/// </summary>
internal static class SealedChunkFrame
{
    public const int MaxNumbers = 128;

    private const int ModeShift = 6;
    private const int Direct = 0;
    private const int Deltas = 1;
    private const int Sparse = 2;

    public static void Encode(ReadOnlySpan<long> numbers, long reference, ArrayBufferWriter<byte> target)
    {
        Span<long> deltas = stackalloc long[MaxNumbers];
        deltas = deltas[..(numbers.Length - 1)];
        for (int i = 0; i < deltas.Length; i++) deltas[i] = unchecked(numbers[i + 1] - numbers[i]);
        int directBits = Span(numbers).Bits * numbers.Length;
        (long least, int bits) = Span(deltas);
        int deltaBits = bits * deltas.Length;
        long common = Common(deltas);
        Span<long> others = stackalloc long[MaxNumbers];
        Span<byte> places = stackalloc byte[MaxNumbers];
        int count = Pick(deltas, common, others, places);
        (long leastOther, int otherBits) = Span(others[..count]);
        int sparseBits = 16 + (count * (8 + otherBits));
        if (directBits <= deltaBits && directBits <= sparseBits) EncodeDirect(numbers, reference, target);
        else if (deltaBits <= sparseBits) EncodeDeltas(numbers[0], deltas, (least, bits), reference, target);
        else
        {
            AddHead(Sparse, otherBits, unchecked(numbers[0] - reference), target);
            target.AddSigned(common);
            target.AddByte((byte)count);
            target.Write(places[..count]);
            target.AddSigned(leastOther);
            SealedChunkBits.Pack(others[..count], leastOther, otherBits, target);
        }
    }

    /// <summary>Fills the numbers. False where the bytes are no frame; then the numbers mean nothing.</summary>
    public static bool TryDecode(ref PayloadReader reader, long reference, scoped Span<long> numbers)
    {
        byte head = reader.ReadByte();
        int bits = SealedChunkBits.WidthOf(head & ((1 << ModeShift) - 1));
        long first = unchecked(reference + reader.ReadSigned());
        switch (head >> ModeShift)
        {
            case Direct:
                SealedChunkBits.Unpack(reader.ReadBytes(SealedChunkBits.Bytes(numbers.Length, bits)), bits, first, numbers);
                break;
            case Deltas:
                long step = reader.ReadSigned();
                numbers[0] = first;
                ReadOnlySpan<byte> packed = reader.ReadBytes(SealedChunkBits.Bytes(numbers.Length - 1, bits));
                SealedChunkBits.UnpackSums(packed, bits, step, first, numbers[1..]);
                break;
            case Sparse:
                DecodeSparse(ref reader, bits, first, numbers);
                break;
            default:
                reader.Fail();
                break;
        }

        return !reader.Failed;
    }

    /// <summary>Passes over a frame of this many numbers.</summary>
    public static bool TrySkip(ref PayloadReader reader, int count)
    {
        byte head = reader.ReadByte();
        int bits = SealedChunkBits.WidthOf(head & ((1 << ModeShift) - 1));
        int mode = head >> ModeShift;
        reader.ReadVarint();
        if (mode != Direct) reader.ReadVarint();
        int packed = mode == Direct ? count : count - 1;
        if (mode == Sparse)
        {
            packed = reader.ReadByte();
            reader.ReadBytes(packed);
            reader.ReadVarint();
        }
        else if (mode > Sparse)
        {
            reader.Fail();
        }

        reader.ReadBytes(SealedChunkBits.Bytes(packed, bits));
        return !reader.Failed;
    }

    private static void EncodeDirect(ReadOnlySpan<long> numbers, long reference, ArrayBufferWriter<byte> target)
    {
        (long least, int bits) = Span(numbers);
        AddHead(Direct, bits, unchecked(least - reference), target);
        SealedChunkBits.Pack(numbers, least, bits, target);
    }

    private static void EncodeDeltas(
        long first, ReadOnlySpan<long> deltas, (long Least, int Bits) span, long reference, ArrayBufferWriter<byte> target)
    {
        AddHead(Deltas, span.Bits, unchecked(first - reference), target);
        target.AddSigned(span.Least);
        SealedChunkBits.Pack(deltas, span.Least, span.Bits, target);
    }

    private static void DecodeSparse(ref PayloadReader reader, int bits, long first, scoped Span<long> numbers)
    {
        long common = reader.ReadSigned();
        int count = reader.ReadByte();
        ReadOnlySpan<byte> places = reader.ReadBytes(count);
        long least = reader.ReadSigned();
        ReadOnlySpan<byte> packed = reader.ReadBytes(SealedChunkBits.Bytes(count, bits));
        if (reader.Failed || count > MaxNumbers)
        {
            reader.Fail();
            return;
        }

        Span<long> others = stackalloc long[MaxNumbers];
        others = others[..count];
        SealedChunkBits.Unpack(packed, bits, least, others);
        numbers[0] = first;
        int next = 0;
        long number = first;
        for (int i = 1; i < numbers.Length; i++)
        {
            bool isOther = next < count && places[next] == i - 1;
            number = unchecked(number + (isOther ? others[next++] : common));
            numbers[i] = number;
        }
    }

    private static void AddHead(int mode, int bits, long distance, ArrayBufferWriter<byte> target)
    {
        target.AddByte((byte)((mode << ModeShift) | SealedChunkBits.CodeOf(bits)));
        target.AddSigned(distance);
    }

    /// <summary>The least number, and how many bits a frame's distances from it take.</summary>
    private static (long Least, int Bits) Span(ReadOnlySpan<long> numbers)
    {
        if (numbers.IsEmpty) return (0, 0);
        long least = long.MaxValue;
        long greatest = long.MinValue;
        foreach (long number in numbers)
        {
            least = Math.Min(least, number);
            greatest = Math.Max(greatest, number);
        }

        int bits = 64 - BitOperations.LeadingZeroCount(unchecked((ulong)greatest - (ulong)least));
        return (least, SealedChunkBits.WidthOf(SealedChunkBits.CodeOf(bits)));
    }

    /// <summary>The number that more than half of them are, where there is one (Boyer and Moore's vote).</summary>
    private static long Common(ReadOnlySpan<long> numbers)
    {
        long common = 0;
        int votes = 0;
        foreach (long number in numbers)
        {
            if (votes == 0) common = number;
            votes += number == common ? 1 : -1;
        }

        return common;
    }

    private static int Pick(ReadOnlySpan<long> deltas, long common, Span<long> others, Span<byte> places)
    {
        int count = 0;
        for (int i = 0; i < deltas.Length; i++)
        {
            if (deltas[i] == common) continue;
            others[count] = deltas[i];
            places[count++] = (byte)i;
        }

        return count;
    }
}
