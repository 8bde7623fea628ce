using Heed.Model.Checksums;

namespace Heed.Model.Tests;

public sealed class Crc32CTests
{
    /// <summary>The values that RFC 3720 gives in appendix B.4, and the customary check value.</summary>
    [Fact]
    public void The_checksum_is_castagnolis()
    {
        byte[] rising = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] falling = [.. rising.Reverse()];

        Assert.Equal(0xE3069283U, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AAU, Crc32C.Of(new byte[32]));
        Assert.Equal(0x46DD794EU, Crc32C.Of(rising));
        Assert.Equal(0x113FDB5CU, Crc32C.Of(falling));
        Assert.Equal(0U, Crc32C.Of([]));
    }

    [Fact]
    public void Two_stretches_give_the_checksum_of_both_in_a_row_wherever_they_are_parted()
    {
        byte[] bytes = new byte[41];
        new Random(7).NextBytes(bytes);
        uint whole = BitByBit(bytes);

        Assert.All(Enumerable.Range(0, bytes.Length + 1), cut => Assert.Equal(whole, Crc32C.Of(bytes.AsSpan(0, cut), bytes.AsSpan(cut))));
    }

    /// <summary>The definition: division by the reversed polynomial 0x82F63B78, one bit a step.</summary>
    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint state = uint.MaxValue;
        foreach (byte b in bytes)
        {
            state ^= b;
            for (int bit = 0; bit < 8; bit++) state = (state >> 1) ^ ((state & 1) * 0x82F63B78);
        }

        return ~state;
    }
}
