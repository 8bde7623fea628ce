using System.Buffers.Binary;
using System.Numerics;

namespace Heed.Wire.Snappy;

/// <summary>
/// Encodes by remembering, for a hash of four bytes, where they stood last. Content is cut into fragments of 64 KiB, so that offsets fit
/// two bytes; the longer a stretch without a repeat, the larger the steps through it.
/// </summary>
internal static class SnappyEncoder
{
    private const int FragmentBytes = 1 << 16;
    private const int MostHashBits = 14;
    private const int Margin = 15;
    private const int LongestCopy = 64;

    public static int Encode(ReadOnlySpan<byte> content, Span<byte> target)
    {
        int written = 0;
        Span<ushort> table = stackalloc ushort[1 << MostHashBits];
        while (content.Length > 0)
        {
            ReadOnlySpan<byte> fragment = content[..Math.Min(content.Length, FragmentBytes)];
            table.Clear();
            written = EncodeFragment(fragment, table, target, written);
            content = content[fragment.Length..];
        }

        return written;
    }

    private static int EncodeFragment(ReadOnlySpan<byte> fragment, Span<ushort> table, Span<byte> target, int written)
    {
        int literalStart = 0;
        int limit = fragment.Length - Margin;
        int position = 1;
        int misses = 32;
        while (position < limit)
        {
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(fragment[position..]);
            ref ushort slot = ref table[(int)((word * 0x1E35A7BD) >> (32 - MostHashBits))];
            int candidate = slot;
            slot = (ushort)position;
            if (candidate >= position || BinaryPrimitives.ReadUInt32LittleEndian(fragment[candidate..]) != word)
            {
                position += misses++ >> 5;
                continue;
            }

            misses = 32;
            int length = 4 + MatchLength(fragment, candidate + 4, position + 4);
            written = WriteLiteral(fragment[literalStart..position], target, written);
            written = WriteCopy(position - candidate, length, target, written);
            position += length;
            literalStart = position;
        }

        return WriteLiteral(fragment[literalStart..], target, written);
    }

    private static int MatchLength(ReadOnlySpan<byte> fragment, int earlier, int later)
    {
        int start = later;
        while (later + sizeof(ulong) <= fragment.Length)
        {
            ulong difference = BinaryPrimitives.ReadUInt64LittleEndian(fragment[earlier..])
                ^ BinaryPrimitives.ReadUInt64LittleEndian(fragment[later..]);
            if (difference != 0) return later - start + (BitOperations.TrailingZeroCount(difference) >> 3);
            earlier += sizeof(ulong);
            later += sizeof(ulong);
        }

        while (later < fragment.Length && fragment[earlier] == fragment[later])
        {
            earlier++;
            later++;
        }

        return later - start;
    }

    private static int WriteLiteral(ReadOnlySpan<byte> literal, Span<byte> target, int written)
    {
        if (literal.Length == 0) return written;
        int less = literal.Length - 1;
        if (less < 60)
        {
            target[written++] = (byte)(less << 2);
        }
        else if (less < 256)
        {
            target[written++] = 60 << 2;
            target[written++] = (byte)less;
        }
        else
        {
            target[written++] = 61 << 2;
            BinaryPrimitives.WriteUInt16LittleEndian(target[written..], (ushort)less);
            written += sizeof(ushort);
        }

        literal.CopyTo(target[written..]);
        return written + literal.Length;
    }

    private static int WriteCopy(int offset, int length, Span<byte> target, int written)
    {
        while (length > 0)
        {
            // A copy of under four bytes has no short form: the last but one leaves at least that many.
            int taken = length <= LongestCopy ? length : Math.Min(LongestCopy, length - 4);
            if (taken is >= 4 and < 12 && offset < 2048)
            {
                target[written++] = (byte)(1 | ((taken - 4) << 2) | ((offset >> 8) << 5));
                target[written++] = (byte)offset;
            }
            else
            {
                target[written++] = (byte)(2 | ((taken - 1) << 2));
                BinaryPrimitives.WriteUInt16LittleEndian(target[written..], (ushort)offset);
                written += sizeof(ushort);
            }

            length -= taken;
        }

        return written;
    }
}
