using System.Numerics;
using System.Runtime.InteropServices;

namespace Heed.Storage.Wal;

/// <summary>CRC-32 with Castagnoli's polynomial (RFC 3720, appendix B.4), by the processor's own instruction where it has one.</summary>
internal static class Crc32C
{
    public const uint Start = 0xFFFF_FFFF;

    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Continue(Start, bytes);

    /// <summary>The running state; the checksum is its complement.</summary>
    public static uint Continue(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes) state = BitOperations.Crc32C(state, b);
        return state;
    }
}
