using System.Buffers;

namespace Heed.Storage.Index;

/// <summary>Seven bits a byte, the lowest first; the high bit says that more follow.</summary>
internal static class Varint
{
    public const int MostBytes = 5;

    public static void Write(ArrayBufferWriter<byte> target, uint value)
    {
        Span<byte> span = target.GetSpan(MostBytes);
        int length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        target.Advance(length);
    }
}
