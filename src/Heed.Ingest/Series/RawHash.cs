using System.Buffers.Binary;

namespace Heed.Ingest.Series;

/// <summary>
/// Hashes bytes for a table of this process: sixteen bytes a multiplication, whose two halves are folded. The seed keeps a sender from
/// choosing keys that collide.
/// </summary>
internal static class RawHash
{
    private const ulong MultiplierA = 0x9E3779B97F4A7C15;
    private const ulong MultiplierB = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ulong state = seed ^ ((ulong)bytes.Length * MultiplierA);
        while (bytes.Length > 16)
        {
            state = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ MultiplierB);
            bytes = bytes[16..];
        }

        ulong first = 0;
        ulong second = 0;
        if (bytes.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
        }
        else
        {
            for (int i = 0; i < bytes.Length; i++) first |= (ulong)bytes[i] << (8 * i);
        }

        return Fold(Fold(first ^ state, second ^ MultiplierB), MultiplierA);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
