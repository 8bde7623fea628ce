using System.Buffers.Binary;
using System.Numerics;

namespace Heed.Model.Checksums;

/// <summary>
/// The Castagnoli checksum (RFC 3720, appendix B.4), eight bytes a step where the processor has an instruction for it. Finds every
/// burst of up to 32 broken bits; no protection against intent.
/// </summary>
public static class Crc32C
{
    private const uint Start = uint.MaxValue;

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(Start, bytes);

    /// <summary>Of two stretches as if the second stood right behind the first.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Continue(Continue(Start, first), second);

    private static uint Continue(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes) state = BitOperations.Crc32C(state, b);
        return state;
    }
}
