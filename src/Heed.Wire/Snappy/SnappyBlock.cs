namespace Heed.Wire.Snappy;

/// <summary>
/// Snappy's block format: the length of the content as a varint, then literals and copies of what came out before. Decoding reads and
/// writes inside its spans only, whatever the bytes. Source: github.com/google/snappy, format_description.txt.
/// </summary>
public static class SnappyBlock
{
    /// <summary>Copies that give 64 bytes for three are the densest that the format has.</summary>
    private const int MostBytesOutPerByteIn = 22;

    private const int MostLengthBytes = 5;

    /// <summary>
    /// Reads how long the content is. False where the block does not begin with a length, or claims more than so few bytes can hold:
    /// a bomb is refused before memory is taken for it.
    /// </summary>
    public static bool TryReadLength(ReadOnlySpan<byte> block, out int length) => TryReadHeader(block, out length, out _);

    /// <param name="block">A whole block.</param>
    /// <param name="content">Exactly as long as <see cref="TryReadLength"/> says.</param>
    /// <returns>False where the block is damaged; <paramref name="content"/> is then partly written.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> block, Span<byte> content) =>
        TryReadHeader(block, out int length, out int headerBytes)
        && length == content.Length
        && SnappyDecoder.TryDecode(block[headerBytes..], content);

    /// <summary>The most bytes that a block of so much content can have.</summary>
    public static int MaxBlockBytes(int contentLength) => checked(32 + contentLength + (contentLength / 6));

    /// <returns>How many bytes of <paramref name="block"/> were written.</returns>
    /// <param name="content">What is encoded.</param>
    /// <param name="block">At least <see cref="MaxBlockBytes"/> long.</param>
    public static int Encode(ReadOnlySpan<byte> content, Span<byte> block)
    {
        int written = 0;
        uint rest = (uint)content.Length;
        for (; rest >= 0x80; rest >>= 7) block[written++] = (byte)(rest | 0x80);
        block[written++] = (byte)rest;
        return written + SnappyEncoder.Encode(content, block[written..]);
    }

    /// <summary>A block of its own array.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> content)
    {
        byte[] block = new byte[MaxBlockBytes(content.Length)];
        return block[..Encode(content, block)];
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> block, out int length, out int headerBytes)
    {
        ulong read = 0;
        length = 0;
        for (headerBytes = 0; headerBytes < Math.Min(block.Length, MostLengthBytes);)
        {
            byte next = block[headerBytes];
            read |= (ulong)(next & 0x7F) << (7 * headerBytes++);
            if (next >= 0x80) continue;
            length = (int)Math.Min(read, int.MaxValue);
            return read <= (ulong)(block.Length - headerBytes) * MostBytesOutPerByteIn && read <= int.MaxValue;
        }

        return false;
    }
}
