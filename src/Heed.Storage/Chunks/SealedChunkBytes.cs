using System.Buffers;
using System.Buffers.Binary;

namespace Heed.Storage.Chunks;

/// <summary>Writes the numbers that <see cref="Wal.PayloadReader"/> reads.</summary>
internal static class SealedChunkBytes
{
    private const int LongestVarint = 10;

    public static void AddByte(this ArrayBufferWriter<byte> target, byte value)
    {
        target.GetSpan(1)[0] = value;
        target.Advance(1);
    }

    public static void AddVarint(this ArrayBufferWriter<byte> target, ulong value)
    {
        Span<byte> span = target.GetSpan(LongestVarint);
        int length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        target.Advance(length);
    }

    /// <summary>Small distances from zero, either way, take few bytes.</summary>
    public static void AddSigned(this ArrayBufferWriter<byte> target, long value) =>
        target.AddVarint((ulong)((value << 1) ^ (value >> 63)));

    public static void AddDouble(this ArrayBufferWriter<byte> target, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(target.GetSpan(sizeof(double)), value);
        target.Advance(sizeof(double));
    }
}
