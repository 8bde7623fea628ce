using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Heed.Wire.Snappy;

/// <summary>
/// Decodes the elements of a block. Short literals and copies, which are nearly all, move sixteen bytes at once where both sides have
/// room: what is written too far is overwritten by the next element.
/// </summary>
internal static class SnappyDecoder
{
    private const int Step = 16;
    private const int LongLiteral = 60;

    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int read = 0;
        int written = 0;
        while (read < source.Length)
        {
            byte tag = source[read++];
            if ((tag & 3) == 0)
            {
                int length = (tag >> 2) + 1;
                if (length <= Step && read + Step <= source.Length && written + Step <= target.Length)
                {
                    Vector128.Create(source.Slice(read, Step)).CopyTo(target[written..]);
                }
                else if (!TryCopyLiteral(source, ref read, target[written..], ref length))
                {
                    return false;
                }

                read += length;
                written += length;
            }
            else
            {
                if (!TryReadCopy(source, ref read, tag, out int offset, out int length)) return false;
                if ((uint)(offset - 1) >= (uint)written || length > target.Length - written) return false;
                Copy(target, written, offset, length);
                written += length;
            }
        }

        return written == target.Length;
    }

    /// <param name="source">The elements.</param>
    /// <param name="read">Behind the tag before the call, behind the length's own bytes after it.</param>
    /// <param name="target">What is left of the content.</param>
    /// <param name="length">As the tag says it before the call, the true one after it.</param>
    private static bool TryCopyLiteral(ReadOnlySpan<byte> source, ref int read, Span<byte> target, ref int length)
    {
        if (length > LongLiteral)
        {
            int lengthBytes = length - LongLiteral;
            if (lengthBytes > source.Length - read) return false;
            uint less = 0;
            for (int i = 0; i < lengthBytes; i++) less |= (uint)source[read + i] << (8 * i);
            if (less >= int.MaxValue) return false;
            read += lengthBytes;
            length = (int)less + 1;
        }

        if (length > source.Length - read || length > target.Length) return false;
        source.Slice(read, length).CopyTo(target);
        return true;
    }

    private static bool TryReadCopy(ReadOnlySpan<byte> source, ref int read, byte tag, out int offset, out int length)
    {
        int offsetBytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        offset = 0;
        length = offsetBytes == 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
        if (offsetBytes > source.Length - read) return false;
        uint distance = offsetBytes switch
        {
            1 => ((uint)(tag >> 5) << 8) | source[read],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(source[read..]),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(source[read..]),
        };
        read += offsetBytes;
        offset = (int)Math.Min(distance, int.MaxValue);
        return true;
    }

    /// <summary>The copied stretch may reach into what it writes: it then repeats itself.</summary>
    private static void Copy(Span<byte> target, int at, int offset, int length)
    {
        if (offset >= Step && at + length + Step <= target.Length)
        {
            for (int i = 0; i < length; i += Step)
            {
                Vector128.Create<byte>(target.Slice(at + i - offset, Step)).CopyTo(target[(at + i)..]);
            }
        }
        else if (offset >= length)
        {
            target.Slice(at - offset, length).CopyTo(target[at..]);
        }
        else
        {
            for (int i = at; i < at + length; i++) target[i] = target[i - offset];
        }
    }
}
